package org.hulian.terminology.translate;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hulian.terminology.code.CodeSystems;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.code.Loinc;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;
import org.hulian.terminology.load.LocatedReader;
import org.hulian.terminology.unit.Units;

/**
 * The concept maps in force: the bundled ones (HL7 v2 tables, unit spellings) and the region's. Immutable.
 *
 * @see <a href="https://hl7.org/fhir/R4/conceptmap.html">ConceptMap</a>
 */
public final class ConceptMaps {
    private static final String FOLDER = "/org/hulian/terminology/translate/";
    private static final int LONGEST_CHAIN = 4;

    private final Map<String, ConceptMap> byName;

    private ConceptMaps(Map<String, ConceptMap> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** The maps that come with the module. */
    public static ConceptMaps bundled() {
        return Bundled.MAPS;
    }

    /**
     * The bundled maps and these.
     *
     * @throws InvalidDataException naming file, line and element of everything {@link #check} finds
     */
    public static ConceptMaps load(List<ConceptMapSource> sources) {
        return bundled().with(sources);
    }

    /**
     * These maps and one more.
     *
     * @throws InvalidDataException as {@link #load}
     */
    public ConceptMaps with(ConceptMapSource more) {
        return with(List.of(more));
    }

    /** What is wrong with these files beside the bundled maps; empty when {@link #load} would take them. */
    public static List<DataProblem> check(List<ConceptMapSource> sources) {
        try {
            load(sources);
            return List.of();
        } catch (InvalidDataException e) {
            return e.problems();
        }
    }

    /**
     * Translates one code.
     *
     * @param map    id or url of the map
     * @param source the code; an empty system means that of the map
     */
    public Translation translate(String map, Coding source) {
        return translate(map, source, LONGEST_CHAIN);
    }

    /** The codes a map lists with a target, under the system of their group; none where there is no such map. */
    public Set<Coding> listed(String map) {
        ConceptMap named = byName.get(map);
        Set<Coding> listed = new LinkedHashSet<>();
        for (ConceptMap.Group group : named == null ? List.<ConceptMap.Group>of() : named.groups()) {
            group.rows().forEach((code, row) -> {
                if (row.target() != null) {
                    listed.add(new Coding(group.source(), code, null));
                }
            });
        }
        return listed;
    }

    /** Ids of all maps, in order. */
    public Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        byName.values().forEach(map -> ids.add(map.id()));
        return ids;
    }

    /** Whether a map of this id or url is in force. */
    public boolean has(String map) {
        return byName.containsKey(map);
    }

    private Translation translate(String name, Coding source, int chain) {
        ConceptMap map = byName.get(name);
        if (map == null || chain == 0) {
            return new Translation.Unmapped(
                    map == null ? "there is no concept map " + name : "the maps refer to each other without end");
        }
        List<ConceptMap.Group> groups = map.groupsFor(source.system());
        for (ConceptMap.Group group : groups) {
            ConceptMap.Row row = group.rows().get(source.code());
            if (row != null) {
                return row.target() == null
                        ? new Translation.Unmapped(row.reason())
                        : new Translation.Mapped(row.target(), row.relationship(), map.id() + "#" + row.number());
            }
        }
        if (groups.isEmpty()) {
            return new Translation.Unmapped(map.id() + " does not cover the code system " + source.system());
        }
        return unlisted(map, groups.getFirst(), source, chain);
    }

    private Translation unlisted(ConceptMap map, ConceptMap.Group group, Coding source, int chain) {
        return switch (group.unlisted()) {
            case ConceptMap.Unlisted.Nothing ignored ->
                new Translation.Unmapped("the code is not listed in " + map.id());
            case ConceptMap.Unlisted.Fixed fixed ->
                new Translation.Mapped(fixed.target(), "inexact", map.id() + "#fixed");
            case ConceptMap.Unlisted.Other other ->
                translate(other.url(), new Coding("", source.code(), source.display()), chain - 1);
            case ConceptMap.Unlisted.Provided ignored ->
                isCodeOf(group.target(), source.code())
                        ? new Translation.Mapped(
                                new Coding(group.target(), source.code(), source.display()),
                                "equal",
                                map.id() + "#provided")
                        : new Translation.Unmapped(
                                "the code is not listed in " + map.id() + " and is no code of " + group.target());
        };
    }

    /** Whether a code can belong to a system: by the rules of UCUM and LOINC, for others when it is not empty. */
    static boolean isCodeOf(String system, String code) {
        return switch (system) {
            case CodeSystems.UCUM -> Units.load().isValid(code);
            case CodeSystems.LOINC -> Loinc.hasValidCheckDigit(code);
            default -> !code.isEmpty();
        };
    }

    private ConceptMaps with(List<ConceptMapSource> sources) {
        List<DataProblem> problems = new ArrayList<>();
        Map<String, ConceptMap> all = new HashMap<>(byName);
        Map<String, ConceptMap> added = new LinkedHashMap<>();
        for (ConceptMapSource source : sources) {
            ConceptMapReader reader = new ConceptMapReader(source.file());
            ConceptMap map = reader.read(source.content());
            problems.addAll(reader.problems());
            added.put(source.file(), map);
            for (String name : new TreeSet<>(List.of(map.id(), map.url()))) {
                if (!name.isEmpty() && all.put(name, map) != null) {
                    problems.add(new DataProblem(source.file(), 0, "id, url", "there is already a map " + name));
                }
            }
        }
        added.forEach((file, map) -> problems.addAll(missingMaps(file, map, all.keySet())));
        if (!problems.isEmpty()) {
            throw new InvalidDataException(problems);
        }
        return new ConceptMaps(all);
    }

    private static List<DataProblem> missingMaps(String file, ConceptMap map, Set<String> known) {
        return map.groups().stream()
                .map(ConceptMap.Group::unlisted)
                .filter(unlisted -> unlisted instanceof ConceptMap.Unlisted.Other other && !known.contains(other.url()))
                .map(unlisted -> new DataProblem(file, 0, "group.unmapped.url", "no such concept map: " + unlisted))
                .toList();
    }

    /** Reads the bundled maps once, when first asked for. */
    private static final class Bundled {
        static final ConceptMaps MAPS = new ConceptMaps(Map.of())
                .with(LocatedReader.readResource(FOLDER + "index.yaml").scalars("maps").stream()
                        .map(name -> ConceptMapSource.of(
                                name.text() + ".json",
                                new ByteArrayInputStream(LocatedReader.resource(FOLDER + name.text() + ".json"))))
                        .toList());
    }
}
