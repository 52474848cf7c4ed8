package org.hulian.fhir.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The hub's settings; {@code ./hub start} gives them as environment variables, {@code HULIAN_HOME} and so on. */
@ConfigMapping(prefix = "hulian")
public interface HulianConfig {
    /** Folder with {@code institutions.yaml} and what else describes the region. */
    Path region();

    /** FHIR base URL in every link, without a slash at its end. Request headers never change it. */
    @WithDefault("http://127.0.0.1:8080/fhir")
    String baseUrl();

    /** Secret keys. */
    Keys keys();

    /** Where tokens come from. */
    Oidc oidc();

    /** The three databases. */
    Databases db();

    /** Where hospital systems send their messages. */
    Mllp mllp();

    /** The terminology service. */
    Terminology terminology();

    /** How decisions on senders' codes come into force. */
    Mapping mapping();

    /** What a request may cost. */
    Limits limits();

    /** Bulk Data. */
    Bulk bulk();

    /** Figures of mutual recognition. */
    Indicator indicator();

    /** What a search may cost beyond its own type. */
    Search search();

    /** Subscriptions. */
    Subscription subscription();

    /** Secret keys. */
    interface Keys {
        /** File of mode 0600, made by the first start. */
        Path file();
    }

    /** Where tokens come from. */
    interface Oidc {
        /** Issuer of accepted tokens. */
        String issuer();

        /** Where its keys are. */
        String jwksUrl();

        /** Audience of accepted tokens. */
        @WithDefault("hulian")
        String audience();
    }

    /** The three databases. */
    interface Databases {
        /** Who. */
        Database registry();

        /** What. */
        Database clinical();

        /** Who looked. */
        Database audit();
    }

    /** One database with its two roles. */
    interface Database {
        /** Host name or address. */
        @WithDefault("127.0.0.1")
        String host();

        /** TCP port. */
        @WithDefault("5434")
        int port();

        /** Name of the database. */
        String database();

        /** The hub's own role. */
        String user();

        /** Its password. */
        String password();

        /** Owner of the tables; used by migrations only. */
        String ownerUser();

        /** Its password. */
        String ownerPassword();

        /** Connections at most. */
        @WithDefault("8")
        int connections();
    }

    /** Where hospital systems send their messages. */
    interface Mllp {
        /** Address to listen on; any but a loopback address needs mutual TLS. */
        @WithDefault("127.0.0.1")
        String host();

        /** TCP port; 0 takes any free one. */
        @WithDefault("2575")
        int port();

        /** Mutual TLS; a client's certificate names its institution as common name. */
        Optional<MllpTls> tls();
    }

    /** Keys of the MLLP port, as PKCS 12. */
    interface MllpTls {
        /** The port's own key and certificate. */
        Path keyStore();

        /** Authorities of client certificates. */
        Path trustStore();

        /** Of both stores. */
        String password();
    }

    /** Subscriptions. */
    interface Subscription {
        /** Addresses below which notifications may be sent, such as https://his.example/hooks; without any, none. */
        Optional<List<String>> endpoints();

        /** Failures in a row after which a subscription is in error. */
        @WithDefault("10")
        int attempts();

        /** Seconds to wait after the first failure; doubled after each further one, at most an hour. */
        @WithDefault("2")
        int pauseSeconds();

        /** Seconds one delivery may take. */
        @WithDefault("10")
        int timeoutSeconds();

        /** Days events are kept for $events. */
        @WithDefault("7")
        int lifeDays();

        /** Milliseconds between two looks for changes of other nodes. */
        @WithDefault("1000")
        int pollMillis();
    }

    /** Bulk Data. */
    interface Bulk {
        /** Rows of an exported file, about. */
        @WithDefault("10000")
        int fileRows();

        /** Files of an export. */
        @WithDefault("10000")
        int files();

        /** Exports, and imports, of one caller at a time. */
        @WithDefault("10")
        int jobs();

        /** Members of a Group to export. */
        @WithDefault("10000")
        int members();

        /** Hours a finished job can be looked at. */
        @WithDefault("24")
        int hours();

        /** Lines of an import written in one transaction. */
        @WithDefault("500")
        int chunk();

        /** Refused lines kept of one imported file. */
        @WithDefault("1000")
        int errors();

        /** Folder of files to import; without it only posted lines are taken. */
        Optional<Path> staging();
    }

    /** What the terminology service may cost, and how its answers are audited. */
    interface Terminology {
        /** Folder of imported code systems, filled by {@code ./hub codes import}. */
        Optional<Path> folder();

        /** One audit entry stands for a caller's answers of one operation in this time. */
        @WithDefault("PT10M")
        Duration auditWindow();

        /** Codes in one answer of $expand. */
        @WithDefault("1000")
        int codes();

        /** Codings in one $batch-validate-code. */
        @WithDefault("500")
        int validations();

        /** Resources a request may bring along. */
        @WithDefault("50")
        int resources();

        /** Value sets whose contents are kept in memory. */
        @WithDefault("256")
        int remembered();

        /** Closure tables of all callers. */
        @WithDefault("500")
        int closures();

        /** Concepts of one closure table. */
        @WithDefault("2000")
        int closureConcepts();
    }

    /** How decisions on senders' codes come into force. */
    interface Mapping {
        /** How often decisions of other nodes and dates that came are looked for. */
        @WithDefault("2s")
        Duration sweep();

        /** Messages put back into a sender's queue at a time. */
        @WithDefault("200")
        int requeueBatch();

        /** Messages looked at for the evidence of one code. */
        @WithDefault("5")
        int samples();

        /** Whether the hub takes over what is above the calibrated threshold. */
        @WithDefault("true")
        boolean autoAccept();

        /** Records with the code there must be before that. */
        @WithDefault("20")
        int autoAcceptFrom();
    }

    /** What a request may cost. */
    interface Limits {
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

        /** What one query of $graphql may cost. */
        Graphql graphql();
    }

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

    /** Figures of mutual recognition. */
    interface Indicator {
        /** Milliseconds between looks for orders to be counted, and for new versions of the rules. */
        @WithDefault("500")
        int everyMillis();

        /** Seconds an order older than a day is left to settle before it is counted: its history arrives with it. */
        @WithDefault("30")
        int historySettlesSeconds();

        /** Within how many days after a recognition a test counts as repeated. */
        @WithDefault("7")
        int repeatDays();

        /** Groups of figures in one report. */
        @WithDefault("5000")
        int groups();
    }

    /** What a search may cost beyond its own type. */
    interface Search {
        /** Steps of one chain, {@code _has} among them. */
        @WithDefault("4")
        int chainDepth();

        /** Resources one step of a chain may lead to. */
        @WithDefault("5000")
        int chainKeys();

        /** Resource types a step without a named type is tried on, and types of a search over several. */
        @WithDefault("16")
        int types();

        /** Resources included beside the matches of one page. */
        @WithDefault("1000")
        int included();

        /** Minutes the pages of a search can be asked for. */
        @WithDefault("60")
        int pageLifeMinutes();

        /** How often {@code :iterate} goes on from what was included. */
        @WithDefault("5")
        int includeRounds();

        /** Resources a search may look through one by one where no index decides, as for {@code _text}. */
        @WithDefault("2000")
        int siftRows();

        /** Codes a value set or hierarchy may bring into a search. */
        @WithDefault("1000")
        int codes();
    }
}
