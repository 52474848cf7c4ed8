package org.hulian.fhir.region;

import java.nio.file.Path;

/** A region file that cannot be used; the message names file, line and what is expected there. */
public final class RegionFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegionFault(Path file, int line, String what) {
        super(file + ":" + line + ": " + what);
    }
}
