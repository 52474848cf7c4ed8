package org.hulian.mappers;

import org.hulian.terminology.code.Coding;
import org.hulian.terminology.translate.Translation;
import org.jspecify.annotations.Nullable;

/**
 * What people decided of a sender's own codes and units, as it holds for one message. It goes before the concept maps
 * the definitions name, and may change while the hub runs.
 */
public interface LocalCodes {

    /** Nothing was decided. */
    LocalCodes NONE = new LocalCodes() {
        @Override
        public @Nullable Translation of(Kind kind, Coding source) {
            return null;
        }

        @Override
        public String version() {
            return "";
        }
    };

    /** What is mapped. */
    enum Kind {
        /** A test or service code, to LOINC. */
        CODE,
        /** A unit, to UCUM. */
        UNIT
    }

    /**
     * The decision on one code, or null when there is none.
     *
     * @param source an empty system means whichever
     */
    @Nullable
    Translation of(Kind kind, Coding source);

    /** Name and version of the decisions, {@code mapping-x|7}, for the Provenance; empty when there are none. */
    String version();
}
