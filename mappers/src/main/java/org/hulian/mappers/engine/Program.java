package org.hulian.mappers.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hulian.mappers.definition.Definitions;
import org.hulian.mappers.definition.FhirElements;
import org.hulian.mappers.definition.Make;
import org.hulian.mappers.definition.MessageMap;
import org.hulian.mappers.definition.TypeMap;

/** A message map ready to run. */
record Program(MessageMap map, List<Step> steps, Reasons reasons) {

    /** A resource to make: its rule compiled, and the segment maps that write it. */
    record Step(Make make, Key key, Check check, List<Part> parts, String row) {}

    /** A segment map's rows. */
    record Part(String segment, List<Instruction> instructions) {}

    static Program compile(MessageMap map, Definitions definitions, CodeMaps codeMaps, Faults faults) {
        RowCompiler compiler = new RowCompiler(definitions, codeMaps, faults);
        List<Step> steps = new ArrayList<>();
        Map<String, String> fields = new HashMap<>();
        for (Make make : map.resources()) {
            List<Part> parts = new ArrayList<>();
            if (!FhirElements.r4().isResource(make.resource())) {
                faults.add(make.place(), "'" + make.resource() + "' is not a resource type");
            }
            for (String name : make.from()) {
                TypeMap used = definitions.map(name);
                if (used == null || !used.to().equals(make.resource())) {
                    faults.add(make.place(), "there is no map " + name + " to " + make.resource());
                    continue;
                }
                fields.putAll(used.unmapped());
                parts.add(new Part(used.source(), compiler.rows(used, used.to(), used.rows(), Site.TOP)));
            }
            steps.add(new Step(make, Key.of(make.key()), Check.of(make.when()), parts, map.id() + "#" + make.as()));
        }
        return new Program(map, steps, new Reasons(fields, map.unmapped()));
    }
}
