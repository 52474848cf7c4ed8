package org.hulian.fhir.rest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hulian.fhir.bundle.SentParameters;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.indicator.Evaluate;
import org.hulian.fhir.indicator.FigureQuery;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.region.Institutions;
import org.jspecify.annotations.Nullable;

/** Parameters of {@code $evaluate-measure}: R4's, and {@code item}, {@code department}, {@code repeat-days} of ours. */
public final class MeasureParameters {
    private static final Set<String> KNOWN = Set.of(
            "periodStart",
            "periodEnd",
            "measure",
            "reportType",
            "subject",
            "practitioner",
            "item",
            "department",
            "repeat-days");

    private static final int LONGEST = 366;

    private final Institutions institutions;
    private final int repeatDays;

    /**
     * For a region.
     *
     * @param repeatDays within how many days after a recognition a test counts as repeated, when not asked otherwise
     */
    public MeasureParameters(Institutions institutions, int repeatDays) {
        this.institutions = institutions;
        this.repeatDays = repeatDays;
    }

    /** What is asked. */
    record Asked(FigureQuery query, @Nullable String subject, String text) {}

    /** The one value of each parameter; of a Reference, what it refers to. */
    static Map<String, String> plain(SentParameters sent) {
        Map<String, String> plain = new TreeMap<>();
        for (String name : sent.names()) {
            List<String> values = new ArrayList<>(sent.all(name));
            sent.elements(name)
                    .forEach(json -> values.add(Objects.requireNonNull(FhirJson.read(json))
                            .path("reference")
                            .asText()));
            if (values.size() != 1) {
                throw Exchange.malformed(
                        "The parameter " + Shown.of(name) + " must have one value.",
                        "参数 " + Shown.of(name) + " 应有且仅有一个值。");
            }
            plain.put(name, values.getFirst());
        }
        return plain;
    }

    Asked read(Map<String, String> sent) {
        List<Failure.Issue> issues = new ArrayList<>();
        for (String name : sent.keySet()) {
            if (!KNOWN.contains(name)) {
                issues.add(issue(
                        name,
                        "is not known; known are " + KNOWN.stream().sorted().toList(),
                        "参数不支持"));
            }
        }
        measure(sent, issues);
        LocalDate from = day(sent, "periodStart", issues);
        LocalDate to = day(sent, "periodEnd", issues);
        if (to.isBefore(from)) {
            issues.add(issue("periodEnd", "is before periodStart", "不得早于 periodStart"));
        }
        String subject = sent.get("subject");
        Integer institution = null;
        String physician = sent.get("practitioner");
        if (subject != null && subject.matches("Practitioner(Role)?/.+")) {
            physician = subject;
        } else if (subject != null) {
            int number = institutions.numberOf(subject);
            if (number < 1) {
                issues.add(issue(
                        "subject",
                        "must be an Organization of the region or a Practitioner: figures are never about a patient",
                        "须为本区域机构或医师，不提供针对患者的指标"));
            }
            institution = number;
        }
        int days = days(sent, issues);
        if (!issues.isEmpty()) {
            throw new FailureException(new Failure.Malformed("value", List.copyOf(issues)));
        }
        String text = sent.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        return new Asked(
                new FigureQuery(from, to, institution, physician, sent.get("department"), sent.get("item"), days),
                subject,
                text);
    }

    private static void measure(Map<String, String> sent, List<Failure.Issue> issues) {
        String measure = sent.getOrDefault("measure", Evaluate.MEASURE);
        if (!measure.replaceFirst("\\|.*$", "").matches("(.*/)?" + Evaluate.MEASURE)) {
            issues.add(issue("measure", "is not known; there is Measure/" + Evaluate.MEASURE, "指标不存在"));
        }
        String type = sent.getOrDefault("reportType", "summary");
        if (!Set.of("summary", "population").contains(type)) {
            issues.add(issue("reportType", "must be summary: there are no reports about patients", "仅支持 summary"));
        }
    }

    private static LocalDate day(Map<String, String> sent, String name, List<Failure.Issue> issues) {
        try {
            return LocalDate.parse(sent.getOrDefault(name, ""));
        } catch (DateTimeException unreadable) {
            issues.add(issue(name, "is needed: a day such as 2026-11-20", "必填，格式如 2026-11-20"));
            return LocalDate.EPOCH;
        }
    }

    private int days(Map<String, String> sent, List<Failure.Issue> issues) {
        String days = sent.getOrDefault("repeat-days", Integer.toString(repeatDays));
        if (days.matches("[1-9][0-9]{0,2}") && Integer.parseInt(days) <= LONGEST) {
            return Integer.parseInt(days);
        }
        issues.add(issue("repeat-days", "must be 1 to " + LONGEST, "须为 1 至 " + LONGEST));
        return repeatDays;
    }

    private static Failure.Issue issue(String name, String en, String zh) {
        return new Failure.Issue("value", name, name + " " + en + ".", name + "：" + zh + "。");
    }
}
