package org.hulian.security.consent;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.hulian.security.definition.DefinitionException;

/**
 * What kind of record a resource is, and how sensitive, from data. Bit numbers are stored with every row and grant and
 * never change. Immutable.
 */
public final class RecordCategories {

    /** The code system of the categories, as Consents name them. */
    public static final String SYSTEM = "http://hulian.org/fhir/CodeSystem/record-category";

    /** The category of resources that no other describes. */
    static final String OTHER = "other";

    static final String DEMOGRAPHICS = "demographics";

    private final Map<String, Long> bitByCode;
    private final Map<String, String> categoryByType;
    private final Set<String> typesByCoding;
    private final Map<String, String> categoryByCoding;
    private final Sensitivities sensitivities;

    RecordCategories(
            Map<String, Long> bitByCode,
            Map<String, String> categoryByType,
            Set<String> typesByCoding,
            Map<String, String> categoryByCoding,
            Sensitivities sensitivities) {
        this.bitByCode = Map.copyOf(bitByCode);
        this.categoryByType = Map.copyOf(categoryByType);
        this.typesByCoding = Set.copyOf(typesByCoding);
        this.categoryByCoding = Map.copyOf(categoryByCoding);
        this.sensitivities = sensitivities;
    }

    /** The categories that come with the hub. */
    public static RecordCategories load() {
        InputStream yaml = RecordCategories.class.getResourceAsStream("/org/hulian/security/categories.yaml");
        return load("categories.yaml", Objects.requireNonNull(yaml));
    }

    /**
     * Reads categories.
     *
     * @throws DefinitionException naming file and line of the first fault
     */
    public static RecordCategories load(String file, InputStream yaml) {
        return CategoryReader.read(file, yaml);
    }

    /**
     * The category of a resource, as exactly one bit.
     *
     * @param codingTokens {@code system|code} of its category codings; order does not matter: the lowest bit wins
     */
    public long categoryOf(String resourceType, List<String> codingTokens) {
        long found = 0;
        if (typesByCoding.contains(resourceType)) {
            for (String token : codingTokens) {
                String category = categoryByCoding.get(token);
                found |= category == null ? 0 : mask(category);
            }
        }
        return found == 0 ? mask(categoryByType.getOrDefault(resourceType, OTHER)) : Long.lowestOneBit(found);
    }

    /**
     * Sensitive content as bits, 0 for ordinary.
     *
     * @param codingTokens {@code system|code} of security labels and of clinical codes
     */
    public int sensitivityOf(List<String> codingTokens) {
        return sensitivities.of(codingTokens);
    }

    /** The bit of a category by its code. */
    public OptionalLong category(String code) {
        Long bit = bitByCode.get(code);
        return bit == null ? OptionalLong.empty() : OptionalLong.of(bit);
    }

    /** Every category. */
    public long all() {
        return bitByCode.values().stream().mapToLong(Long::longValue).reduce(0, (a, b) -> a | b);
    }

    /** The sensitivity bits a security label stands for; 0 for a label of ordinary content; empty when unknown. */
    public OptionalInt sensitivityOfLabel(String system, String code) {
        return sensitivities.ofLabel(system + "|" + code);
    }

    private long mask(String category) {
        return Objects.requireNonNull(bitByCode.get(category));
    }
}
