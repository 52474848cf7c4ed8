package org.hulian.terminology.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.terminology.code.CodeSystems;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;
import org.hulian.terminology.load.Located;
import org.hulian.terminology.load.LocatedReader;
import org.hulian.terminology.translate.ConceptMap.Group;
import org.hulian.terminology.translate.ConceptMap.Row;
import org.hulian.terminology.translate.ConceptMap.Unlisted;

/** Reads one ConceptMap and notes everything wrong with it, each with its line and element. */
final class ConceptMapReader {
    private static final Set<String> EQUIVALENCES = Set.of(
            "relatedto",
            "equivalent",
            "equal",
            "wider",
            "subsumes",
            "narrower",
            "specializes",
            "inexact",
            "unmatched",
            "disjoint");
    private static final Set<String> GROUP_FIELDS = Set.of("source", "target", "element", "unmapped");
    private static final Set<String> ELEMENT_FIELDS = Set.of("code", "display", "target");
    private static final Set<String> TARGET_FIELDS = Set.of("code", "display", "equivalence", "comment");

    private final String file;
    private final List<DataProblem> problems = new ArrayList<>();
    private int number;

    ConceptMapReader(String file) {
        this.file = file;
    }

    List<DataProblem> problems() {
        return List.copyOf(problems);
    }

    ConceptMap read(byte[] content) {
        Located.Fields map;
        try {
            map = LocatedReader.read(file, content);
        } catch (InvalidDataException e) {
            problems.addAll(e.problems());
            return new ConceptMap("", "", List.of());
        }
        if (!"ConceptMap".equals(map.text("resourceType"))) {
            problem(map, "resourceType", "must be ConceptMap");
        }
        String id = required(map, "", "id");
        String url = required(map, "", "url");
        List<Group> groups = new ArrayList<>();
        for (Located.Fields group : map.objects("group")) {
            groups.add(group(group, "group[" + groups.size() + "]"));
        }
        if (groups.isEmpty()) {
            problem(map, "group", "at least one group is needed");
        }
        return new ConceptMap(id, url, List.copyOf(groups));
    }

    private Group group(Located.Fields group, String path) {
        onlyKnown(group, path, GROUP_FIELDS);
        String source = required(group, path, "source");
        String target = required(group, path, "target");
        Map<String, Row> rows = new HashMap<>();
        int index = 0;
        for (Located.Fields element : group.objects("element")) {
            String at = path + ".element[" + index++ + "]";
            number++;
            onlyKnown(element, at, ELEMENT_FIELDS);
            String code = required(element, at, "code");
            if (rows.put(code, row(element, at, target)) != null) {
                problem(element, at + ".code", "the code " + code + " is listed twice");
            }
            if (source.equals(CodeSystems.LOINC) && !ConceptMaps.isCodeOf(source, code)) {
                problem(element, at + ".code", code + " is no LOINC number: its check digit is wrong");
            }
        }
        return new Group(source, target, Map.copyOf(rows), unlisted(group, path, target));
    }

    private Row row(Located.Fields element, String path, String system) {
        List<Located.Fields> targets = element.objects("target");
        if (targets.size() != 1) {
            problem(element, path + ".target", "exactly one target is needed, found " + targets.size());
            return new Row(number, null, "unmatched", "");
        }
        Located.Fields target = targets.getFirst();
        String at = path + ".target[0]";
        onlyKnown(target, at, TARGET_FIELDS);
        String equivalence = required(target, at, "equivalence");
        if (!EQUIVALENCES.contains(equivalence)) {
            problem(target, at + ".equivalence", equivalence + " is no concept map equivalence of FHIR R4");
        }
        if (equivalence.equals("unmatched")) {
            return new Row(number, null, equivalence, required(target, at, "comment"));
        }
        String code = required(target, at, "code");
        checkCode(target, at + ".code", system, code);
        return new Row(number, new Coding(system, code, target.text("display")), equivalence, "");
    }

    private Unlisted unlisted(Located.Fields group, String path, String system) {
        if (!(group.values().get("unmapped") instanceof Located.Fields unmapped)) {
            return new Unlisted.Nothing();
        }
        String at = path + ".unmapped";
        String mode = required(unmapped, at, "mode");
        return switch (mode) {
            case "provided" -> new Unlisted.Provided();
            case "fixed" -> {
                String code = required(unmapped, at, "code");
                checkCode(unmapped, at + ".code", system, code);
                yield new Unlisted.Fixed(new Coding(system, code, unmapped.text("display")));
            }
            case "other-map" -> new Unlisted.Other(required(unmapped, at, "url"));
            default -> {
                problem(unmapped, at + ".mode", "must be provided, fixed or other-map, not " + mode);
                yield new Unlisted.Nothing();
            }
        };
    }

    private void checkCode(Located.Fields where, String path, String system, String code) {
        if (code.isEmpty()) {
            return;
        }
        if (!ConceptMaps.isCodeOf(system, code)) {
            String why = system.equals(CodeSystems.LOINC)
                    ? " is no LOINC number: its check digit is wrong"
                    : " is no valid UCUM unit";
            problem(where, path, code + why);
        } else if (!ClosedCodeSystems.mayHave(system, code)) {
            problem(where, path, code + " is no code of " + system);
        }
    }

    private String required(Located.Fields fields, String path, String name) {
        String text = fields.text(name);
        if (text == null || text.isEmpty()) {
            problem(fields, path.isEmpty() ? name : path + "." + name, "is required");
            return "";
        }
        return text;
    }

    private void onlyKnown(Located.Fields fields, String path, Set<String> known) {
        fields.values().forEach((name, value) -> {
            if (!known.contains(name)) {
                problems.add(new DataProblem(file, value.line(), path + "." + name, "is unknown or not supported"));
            }
        });
    }

    private void problem(Located where, String path, String message) {
        problems.add(new DataProblem(file, where.line(), path, message));
    }
}
