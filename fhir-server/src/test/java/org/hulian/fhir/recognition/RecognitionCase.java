package org.hulian.fhir.recognition;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hulian.terminology.unit.Amount;
import org.hulian.terminology.unit.UcumUnit;

/** One row of {@code cases.csv} turned into rules, a line and a result. */
record RecognitionCase(Map<String, String> facts) {
    static final Instant ORDERED = Instant.parse("2026-11-20T08:00:00Z");
    private static final String CODE = "14749-6";
    private static final Pattern PERIOD = Pattern.compile("([+-]?)(\\d+)([smhd])");

    OrderLine line() {
        return new OrderLine("ServiceRequest/1", CODE, ORDERED, "receiver");
    }

    EarlierResult result() {
        String specimen = fact("specimen");
        return new EarlierResult(
                "Observation/1",
                CODE,
                fact("status"),
                effective(),
                "lab",
                new Amount(new BigDecimal("5.6"), new UcumUnit("mmol/L")),
                specimen.equals("not-stated") ? null : specimen.equals("other") ? "UR" : "SER",
                null,
                !specimen.equals("unfit"),
                EarlierResult.Person.valueOf(fact("person").toUpperCase(java.util.Locale.ROOT)),
                fact("consent").equals("yes"),
                fact("openable").equals("yes"),
                "content-1");
    }

    RecognitionRules rules() {
        return new RecognitionRules(
                "test",
                fact("item").equals("unknown") ? Map.of() : Map.of(CODE, item()),
                Map.of(),
                Map.of("lab", certificates()),
                Map.of("lab", place("lab", "lab_level"), "receiver", place("receiver", "receiver_level")),
                Map.of());
    }

    Comparison comparison() {
        Words reason = new Words("same analyte and unit", "同一项目、同一单位");
        return (result, ordered) -> new Comparison.Answer(fact("comparable").equals("yes"), reason);
    }

    Verdict.Kind expected() {
        return Verdict.Kind.valueOf(fact("verdict"));
    }

    List<String> expectedFailures() {
        return fact("failed").isEmpty() ? List.of() : List.of(fact("failed").split(" "));
    }

    private Instant effective() {
        return fact("age").equals("future") ? ORDERED.plusSeconds(1) : ORDERED.minus(period(fact("age")));
    }

    private CatalogueItem item() {
        Instant from = fact("item").equals("not-yet") ? ORDERED.plusSeconds(1) : Instant.EPOCH;
        Instant to = fact("item").equals("retired") ? ORDERED : Instant.parse("2100-01-01T00:00:00Z");
        return new CatalogueItem(
                "glucose",
                CatalogueItem.Kind.valueOf(fact("kind").toUpperCase(java.util.Locale.ROOT)),
                new Words("Glucose", "葡萄糖"),
                Set.of(CODE),
                Set.of("SER", "PLAS"),
                period(fact("validity")),
                from,
                to,
                fact("excluded").equals("yes"));
    }

    private List<Certificate> certificates() {
        Instant at = effective();
        Duration year = Duration.ofDays(365);
        return switch (fact("certificate")) {
            case "valid" -> List.of(certificate("glucose", at.minus(year), at.plus(year), null));
            case "from-that-second" -> List.of(certificate("glucose", at, at.plus(year), null));
            case "expired" -> List.of(certificate("glucose", at.minus(year), at, null));
            case "not-yet" -> List.of(certificate("glucose", at.plusSeconds(1), at.plus(year), null));
            case "lost-before" -> List.of(certificate("glucose", at.minus(year), at.plus(year), at));
            case "lost-after" -> List.of(certificate("glucose", at.minus(year), at.plus(year), at.plusSeconds(1)));
            case "renewed" ->
                List.of(
                        certificate("glucose", at.minus(year), at.plus(year), at.minusSeconds(10)),
                        certificate("glucose", at.minusSeconds(5), at.plus(year), null));
            case "other-item" -> List.of(certificate("potassium", at.minus(year), at.plus(year), null));
            case "none" -> List.of();
            default -> throw new IllegalArgumentException(fact("certificate"));
        };
    }

    private Certificate certificate(
            String item, Instant from, Instant to, @org.jspecify.annotations.Nullable Instant lost) {
        return new Certificate("lab", item, Scope.valueOf(fact("scope")), from, to, lost);
    }

    private Place place(String institution, String level) {
        Scope scope = Scope.valueOf(fact("scope"));
        String area = fact("shared").equals("yes") ? "shared" : institution;
        Map<Scope, Set<String>> areas = new java.util.EnumMap<>(Scope.class);
        areas.put(scope, Set.of(area));
        if (fact("alliance").equals("yes")) {
            areas.merge(
                    Scope.ALLIANCE,
                    Set.of("alliance"),
                    (one, other) -> Set.of(one.iterator().next(), "alliance"));
        }
        return new Place(institution, Integer.parseInt(fact(level)), areas);
    }

    private String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    private static Duration period(String text) {
        Duration sum = Duration.ZERO;
        for (Matcher part = PERIOD.matcher(text); part.find(); ) {
            long count = Long.parseLong(part.group(2));
            Duration step = switch (part.group(3)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
            sum = part.group(1).equals("-") ? sum.minus(step) : sum.plus(step);
        }
        return sum;
    }
}
