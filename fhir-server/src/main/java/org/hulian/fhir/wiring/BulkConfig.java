package org.hulian.fhir.wiring;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Bulk Data. Settings {@code hulian.bulk}. */
public interface BulkConfig {
    /** Rows of an exported file, about. */
    @WithDefault("10000")
    int fileRows();

    /** Files of an export. */
    @WithDefault("10000")
    int files();

    /** Exports, and imports, of one caller at a time. */
    @WithDefault("10")
    int jobs();

    /** Members of a Group to export, with those of the Groups within it. */
    @WithDefault("10000")
    int members();

    /** Levels of Groups within a Group to export. */
    @WithDefault("5")
    int groupDepth();

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
