package org.hulian.mappers.engine;

import org.hulian.terminology.translate.ConceptMaps;

/** Which ConceptMaps definitions may name: those loaded, and the two the sender's settings choose. */
record CodeMaps(ConceptMaps maps) {

    static final String TESTS = "sender-test-codes";
    static final String UNITS = "sender-units";

    boolean has(String name) {
        return name.equals(TESTS) || name.equals(UNITS) || maps.has(name);
    }
}
