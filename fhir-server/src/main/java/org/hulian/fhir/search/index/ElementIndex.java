package org.hulian.fhir.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hulian.fhir.search.Composites;
import org.hulian.fhir.search.SearchParameter;

/** Takes from each element of a resource what composite parameters need to find within one element. */
sealed interface ElementIndex {
    /** Adds what a resource has. */
    void collect(JsonNode resource, IndexCollector collector);

    /** A component and where its values are. */
    record Part(SearchParameter parameter, ValuePath path) {
        static Part of(Composites.Part part) {
            return new Part(part.parameter(), PathCompiler.compile(part.path()));
        }
    }

    /** Of an alternative that has an index of its own. */
    static ElementIndex of(Composites.Alternative alternative) {
        return switch (alternative) {
            case Composites.Alternative.Together together -> throw new IllegalArgumentException("needs no index");
            case Composites.Alternative.Paired paired ->
                new Paired(
                        PathCompiler.compile(paired.root()),
                        paired.parts().stream().map(Part::of).toList());
            case Composites.Alternative.Coded coded ->
                new Coded(
                        PathCompiler.compile(coded.root()),
                        Part.of(coded.parts().get(1 - coded.amount())),
                        Part.of(coded.parts().get(coded.amount())));
        };
    }

    /** A hash for every combination of what each part is found by. */
    record Paired(ValuePath root, List<Part> parts) implements ElementIndex {
        @Override
        public void collect(JsonNode resource, IndexCollector collector) {
            root.collect(resource, element -> {
                List<Set<Long>> each = new ArrayList<>();
                for (Part part : parts) {
                    Set<Long> hashes = new TreeSet<>();
                    part.path().collect(element, value -> hashes.addAll(collector.hashes(part.parameter(), value)));
                    each.add(hashes);
                }
                collector.pair(each);
            });
        }
    }

    /** A row of the amount for every code beside it. */
    record Coded(ValuePath root, Part code, Part amount) implements ElementIndex {
        @Override
        public void collect(JsonNode resource, IndexCollector collector) {
            root.collect(resource, element -> {
                Set<Long> codes = new TreeSet<>();
                code.path()
                        .collect(
                                element,
                                value -> Values.codes(
                                        value,
                                        code.parameter().system(),
                                        each -> codes.add(collector.codeBeside(code.parameter(), each))));
                amount.path().collect(element, value -> collector.amount(amount.parameter(), value, codes));
            });
        }
    }
}
