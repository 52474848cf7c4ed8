package org.hulian.fhir.resource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The resource types the hub knows, from {@code r4-resource-types.tsv}: name, stable number, database, and which search
 * parameters fill the columns of the index row.
 *
 * @see <a href="https://hl7.org/fhir/R4/resourcelist.html">R4 resource list</a>
 */
public final class ResourceTypes {
    private static final ResourceTypes R4 = load("r4-resource-types.tsv");

    private final Map<String, ResourceType> byName;
    private final Map<Short, ResourceType> byNumber;
    private final Map<String, Roles> roles;

    private ResourceTypes(Map<String, ResourceType> byName, Map<String, Roles> roles) {
        this.byName = byName;
        this.roles = roles;
        this.byNumber = new HashMap<>();
        byName.values().forEach(type -> byNumber.put(type.number(), type));
        if (byNumber.size() != byName.size()) {
            throw new IllegalStateException("a resource type number is used twice");
        }
    }

    /** All types of FHIR R4. */
    public static ResourceTypes r4() {
        return R4;
    }

    /** The type of this name, if R4 has it. */
    public Optional<ResourceType> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The type of this name, which must exist. */
    public ResourceType get(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    /** The type stored under this number, which must exist. */
    public ResourceType numbered(int number) {
        return Objects.requireNonNull(byNumber.get((short) number), () -> "type " + number);
    }

    /** All types by name. */
    public Collection<ResourceType> all() {
        return byName.values();
    }

    /** Which search parameters of the type fill columns of their own. */
    public Roles roles(ResourceType type) {
        return Objects.requireNonNull(roles.get(type.name()), type.name());
    }

    /**
     * Search parameters with a column of their own in the index row.
     *
     * @param date       parameter that fills {@code effective}, or null
     * @param code       parameter that fills {@code code}, or null
     * @param codeSystem code system whose codes fill {@code code}; codes of others are found by their tokens
     * @param categories parameters whose codes decide the record category, besides the type
     * @param component  parameter whose codes count as further codes of the row, or null
     */
    public record Roles(
            @Nullable String date,
            @Nullable String code,
            @Nullable String codeSystem,
            List<String> categories,
            @Nullable String component) {}

    private static ResourceTypes load(String file) {
        Map<String, ResourceType> types = new LinkedHashMap<>();
        Map<String, Roles> roles = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(ResourceTypes.class.getResourceAsStream(file), file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] field = line.split("\t", -1);
                Store store = Store.valueOf(field[2].toUpperCase(Locale.ROOT));
                types.put(field[1], new ResourceType(field[1], Short.parseShort(field[0]), store));
                List<String> categories = field[6].isEmpty() ? List.of() : List.of(field[6].split(",", -1));
                String component = field.length > 7 ? orNull(field[7]) : null;
                roles.put(
                        field[1],
                        new Roles(orNull(field[3]), orNull(field[4]), orNull(field[5]), categories, component));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        return new ResourceTypes(types, roles);
    }

    private static @Nullable String orNull(String field) {
        return field.isEmpty() ? null : field;
    }
}
