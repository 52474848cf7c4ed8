package org.hulian.security.consent;

import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hulian.security.definition.Definition;
import org.jspecify.annotations.Nullable;

/** Reads and checks a categories file. */
final class CategoryReader {

    private final Map<String, Long> bitByCode = new HashMap<>();
    private final Map<String, String> categoryByType = new HashMap<>();
    private final Map<String, String> categoryByCoding = new HashMap<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final Map<String, Integer> prefixes = new HashMap<>();

    private CategoryReader() {}

    static RecordCategories read(String file, InputStream yaml) {
        return new CategoryReader().categories(Definition.parse(file, yaml));
    }

    private RecordCategories categories(Definition root) {
        Map<String, Definition> fields =
                root.fields("categories", "by-coding-types", "ordinary-labels", "sensitivities");
        Set<Integer> bits = new HashSet<>();
        root.required(fields, "categories").items().forEach(category -> category(category, bits));
        for (String needed : Set.of(RecordCategories.OTHER, RecordCategories.DEMOGRAPHICS)) {
            if (!bitByCode.containsKey(needed)) {
                throw root.fault("category \"" + needed + "\" is missing");
            }
        }
        root.required(fields, "ordinary-labels").items().forEach(label -> labels.put(token(label), 0));
        Set<Integer> sensitiveBits = new HashSet<>();
        root.required(fields, "sensitivities").items().forEach(kind -> sensitivity(kind, sensitiveBits));
        return new RecordCategories(
                bitByCode,
                categoryByType,
                Set.copyOf(root.required(fields, "by-coding-types").texts()),
                categoryByCoding,
                new Sensitivities(labels, codes, prefixes));
    }

    private void category(Definition definition, Set<Integer> bits) {
        Map<String, Definition> fields = definition.fields("code", "bit", "types", "codings");
        String code = definition.required(fields, "code").text();
        if (bitByCode.put(code, 1L << bit(definition, fields, 62, bits)) != null) {
            throw definition.fault("category \"" + code + "\" is given twice");
        }
        each(fields.get("types"), type -> once(type, categoryByType.put(type.text(), code)));
        each(fields.get("codings"), coding -> once(coding, categoryByCoding.put(token(coding), code)));
        categoryByCoding.put(RecordCategories.SYSTEM + "|" + code, code);
    }

    private void sensitivity(Definition definition, Set<Integer> bits) {
        Map<String, Definition> fields = definition.fields("code", "bit", "labels", "codes", "icd10");
        int mask = 1 << bit(definition, fields, 30, bits);
        each(fields.get("labels"), label -> once(label, labels.put(token(label), mask)));
        each(fields.get("codes"), code -> codes.merge(token(code), mask, (a, b) -> a | b));
        each(fields.get("icd10"), range -> icd10(range, mask));
    }

    /** {@code F10-F19} or {@code Z21}, in the ICD-10 systems in use. */
    private void icd10(Definition range, int mask) {
        String text = range.text();
        if (!text.matches("[A-Z]\\d\\d(-[A-Z]\\d\\d)?") || text.charAt(0) != text.charAt(text.length() - 3)) {
            throw range.fault("expected ICD-10 categories of one letter, such as F10-F19: \"" + text + "\"");
        }
        int last = Integer.parseInt(text.substring(text.length() - 2));
        for (int number = Integer.parseInt(text.substring(1, 3)); number <= last; number++) {
            String prefix = text.charAt(0) + (number < 10 ? "0" : "") + number;
            for (String system : new String[] {"icd-10", "icd-10-cm", "icd-10-cn"}) {
                prefixes.merge("http://hl7.org/fhir/sid/" + system + "|" + prefix, mask, (a, b) -> a | b);
            }
        }
    }

    private static int bit(Definition definition, Map<String, Definition> fields, int most, Set<Integer> taken) {
        Definition bit = definition.required(fields, "bit");
        int number = bit.number(0, most);
        if (!taken.add(number)) {
            throw bit.fault("bit " + number + " is given twice");
        }
        return number;
    }

    private static String token(Definition definition) {
        String token = definition.text();
        int bar = token.indexOf('|');
        if (bar <= 0 || bar == token.length() - 1) {
            throw definition.fault("expected system|code: \"" + token + "\"");
        }
        return token;
    }

    private static void once(Definition definition, @Nullable Object before) {
        if (before != null) {
            throw definition.fault("\"" + definition.text() + "\" is given twice");
        }
    }

    private static void each(@Nullable Definition list, java.util.function.Consumer<Definition> action) {
        if (list != null) {
            list.items().forEach(action);
        }
    }
}
