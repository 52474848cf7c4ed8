package org.hulian.fhir.graphql;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which elements of a list are meant.
 *
 * @see <a href="https://hl7.org/fhir/R4/graphql.html#list">list navigation</a>
 */
final class Elements {
    private static final Set<String> PLACE = Set.of("fhirpath", "_count", "_offset");

    private final FhirContext fhir;
    private @Nullable PathFilter paths;

    Elements(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** Those chosen by the field's arguments. */
    List<Node> chosen(List<Node> all, GraphField field) {
        List<Node> chosen = new ArrayList<>();
        for (Node node : all) {
            if (hasValues(node, field) && meets(node, field)) {
                chosen.add(node);
            }
        }
        int from = Math.min(number(field, "_offset", 0), chosen.size());
        int most = field.first() ? 1 : number(field, "_count", chosen.size());
        return chosen.subList(from, Math.min(chosen.size(), from + Math.min(most, chosen.size())));
    }

    /** What {@code @slice} adds to the names of an element's fields, with a dot before it. */
    String suffix(Node node, int index, GraphField field) {
        String slice = field.slice();
        if (slice == null) {
            return "";
        }
        return "." + (slice.equals("$index") ? Integer.toString(index) : paths().text(slice, node, field));
    }

    private static boolean hasValues(Node node, GraphField field) {
        for (Map.Entry<String, List<String>> argument : field.arguments().entrySet()) {
            if (!PLACE.contains(argument.getKey())
                    && !argument.getValue()
                            .contains(node.json().path(argument.getKey()).asText())) {
                return false;
            }
        }
        return true;
    }

    private boolean meets(Node node, GraphField field) {
        String path = field.argument("fhirpath");
        return path == null || paths().holds(path, node, field);
    }

    private PathFilter paths() {
        if (paths == null) {
            paths = new PathFilter(fhir);
        }
        return paths;
    }

    private static int number(GraphField field, String name, int otherwise) {
        String given = field.argument(name);
        if (given == null) {
            return otherwise;
        }
        if (!given.matches("\\d{1,9}")) {
            throw field.refused("value", name + " must be a whole number, 0 or more.", name + " 必须是 0 或以上的整数。");
        }
        return Integer.parseInt(given);
    }
}
