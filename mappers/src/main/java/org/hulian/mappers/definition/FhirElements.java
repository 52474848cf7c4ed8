package org.hulian.mappers.definition;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The elements of every FHIR R4 type, choice elements under their JSON names (`valueQuantity`). One line of the table is a type with
 * its elements, `name:Type`, `*` for a list, `!` for required.
 */
public final class FhirElements {

    private static final String TABLE = "/mappings/fhir/r4-elements.txt";
    private static final FhirElements R4 = read();

    private final Map<String, Map<String, Element>> types;
    private final Map<String, List<Element>> required = new HashMap<>();

    private FhirElements(Map<String, Map<String, Element>> types) {
        this.types = types;
        types.forEach((type, elements) -> required.put(
                type, elements.values().stream().filter(Element::required).toList()));
    }

    /** An element: its JSON name, its type, and whether it is a list. */
    public record Element(String name, String type, boolean list, boolean required) {}

    public static FhirElements r4() {
        return R4;
    }

    public boolean isType(String type) {
        return types.containsKey(type) || isPrimitive(type);
    }

    public boolean isResource(String type) {
        Map<String, Element> elements = types.get(type);
        return elements != null && elements.containsKey("meta") && elements.containsKey("implicitRules");
    }

    /** Primitive types begin with a small letter. */
    public static boolean isPrimitive(String type) {
        return Character.isLowerCase(type.charAt(0));
    }

    public @Nullable Element element(String type, String name) {
        return types.getOrDefault(type, Map.of()).get(name);
    }

    public List<Element> required(String type) {
        return required.getOrDefault(type, List.of());
    }

    private static FhirElements read() {
        Map<String, Map<String, Element>> types = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(FhirElements.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
                Map<String, Element> elements = new HashMap<>();
                for (String word : words.subList(1, words.size())) {
                    Element element = element(word);
                    elements.put(element.name(), element);
                }
                types.put(words.get(0), elements);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FhirElements(types);
    }

    private static Element element(String word) {
        boolean required = word.endsWith("!");
        String rest = required ? word.substring(0, word.length() - 1) : word;
        boolean list = rest.endsWith("*");
        rest = list ? rest.substring(0, rest.length() - 1) : rest;
        int colon = rest.indexOf(':');
        return new Element(rest.substring(0, colon), rest.substring(colon + 1), list, required);
    }
}
