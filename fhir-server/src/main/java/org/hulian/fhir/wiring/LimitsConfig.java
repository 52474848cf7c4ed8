package org.hulian.fhir.wiring;

import io.smallrye.config.WithDefault;

/** What a request may cost. Settings {@code hulian.limits}. */
public interface LimitsConfig {
    /** Bytes of a request body. */
    @WithDefault("5242880")
    int body();

    /** Entries of a batch or transaction. */
    @WithDefault("500")
    int bundleEntries();

    /** Resources one conditional deletion may delete. */
    @WithDefault("20")
    int conditionalDeletions();

    /** Operations of one patch. */
    @WithDefault("200")
    int patchOperations();

    /** JSON values of a resource after a patch. */
    @WithDefault("100000")
    int patchValues();

    /** Resources validated at a time. */
    @WithDefault("2")
    int validationThreads();

    /** Validations that may wait; one more is answered with 503. */
    @WithDefault("256")
    int validationQueue();

    /** Bytes of a resource to validate. */
    @WithDefault("1048576")
    int validationBytes();

    /** Resources on a page of $everything where _count is not given. */
    @WithDefault("200")
    int everythingPage();

    /** Resources on a page of $everything, at most. */
    @WithDefault("1000")
    int everythingMaxPage();

    /** Observations that $lastn or one code of $stats looks at; at most what a search has on a page. */
    @WithDefault("1000")
    int operationObservations();

    /** Resources of a document. */
    @WithDefault("500")
    int documentResources();

    /** Seconds one database statement may take. */
    @WithDefault("10")
    int statementSeconds();

    /** Seconds requests in flight have to be answered when the hub stops. */
    @WithDefault("20")
    int stopSeconds();

    /** Megabytes of garbage that may gather in the old generation of the heap, about; 0 is as many as the heap holds. */
    @WithDefault("100")
    int garbageMegabytes();

    /** What one query of $graphql may cost. */
    Graphql graphql();

    /** What one query of $graphql may cost. */
    interface Graphql {
        /** Characters of the document. */
        @WithDefault("20000")
        int characters();

        /** Fields within each other. */
        @WithDefault("16")
        int depth();

        /** Fields and fragments, those of fragments each time they are used. */
        @WithDefault("500")
        int fields();

        /** References and searches one after the other. */
        @WithDefault("5")
        int steps();

        /** Searches, and resources read by their ids. */
        @WithDefault("50")
        int lookups();

        /** Resources that are read. */
        @WithDefault("2000")
        int resources();

        /** Seconds until it is given up. */
        @WithDefault("15")
        int seconds();
    }
}
