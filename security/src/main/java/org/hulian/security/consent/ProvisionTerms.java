package org.hulian.security.consent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.hulian.security.consent.Compilation.Issue;
import org.hulian.security.consent.Compilation.Problem;

/** Reads the conditions of one rule: who, what, which content, why and when. */
final class ProvisionTerms {

    private static final Set<String> RECIPIENTS = Set.of("IRCP", "PRCP");
    private static final Set<String> READING = Set.of("access", "disclose", "use");

    private final List<Problem> problems;
    private final RecordCategories categories;
    private final ConsentPeriod period;
    private final ToIntFunction<String> institutionByReference;

    ProvisionTerms(
            List<Problem> problems,
            RecordCategories categories,
            ZoneId zone,
            ToIntFunction<String> institutionByReference) {
        this.problems = problems;
        this.categories = categories;
        this.period = new ConsentPeriod(problems, zone);
        this.institutionByReference = institutionByReference;
    }

    long allCategories() {
        return categories.all();
    }

    long demographics() {
        return categories.category(RecordCategories.DEMOGRAPHICS).orElseThrow();
    }

    Stated of(JsonNode rule, String path, Stated around) {
        actions(rule, path);
        return new Stated(
                grantees(rule, path).or(around::grantees),
                content(rule, path).or(around::categories),
                labels(rule, path).or(around::labels),
                purposes(rule, path).or(around::purposes),
                Region.later(around.from(), period.start(rule, path)),
                Region.earlier(around.to(), period.end(rule, path)));
    }

    private void actions(JsonNode rule, String path) {
        for (JsonNode action : rule.path("action")) {
            boolean reads = codes(action).anyMatch(READING::contains);
            if (!reads) {
                refuse(path + ".action", Issue.NOT_SUPPORTED, "Only access, use and disclose can be enforced.");
            }
        }
    }

    private Optional<Set<Integer>> grantees(JsonNode rule, String path) {
        if (rule.path("actor").isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> grantees = new HashSet<>();
        int index = 0;
        for (JsonNode actor : rule.path("actor")) {
            String at = path + ".actor[" + index++ + "]";
            if (codes(actor.path("role")).noneMatch(RECIPIENTS::contains)) {
                refuse(at + ".role", Issue.NOT_SUPPORTED, "An actor must be an information recipient (IRCP or PRCP).");
            }
            int institution = institution(actor.path("reference"));
            if (institution <= 0) {
                refuse(at + ".reference", Issue.NOT_FOUND, "Name an institution of the region as an Organization.");
            }
            grantees.add(institution);
        }
        return Optional.of(grantees);
    }

    private int institution(JsonNode reference) {
        String literal = reference.path("reference").asText();
        if (!literal.isEmpty()) {
            return literal.startsWith("Organization/") ? institutionByReference.applyAsInt(literal) : 0;
        }
        JsonNode identifier = reference.path("identifier");
        String value = identifier.path("value").asText();
        return value.isEmpty()
                ? 0
                : institutionByReference.applyAsInt(identifier.path("system").asText() + "|" + value);
    }

    /** {@code class} and {@code code} both narrow, so what both name counts. */
    private Optional<Long> content(JsonNode rule, String path) {
        Optional<Long> byClass = Optional.empty();
        for (JsonNode coding : rule.path("class")) {
            byClass = Optional.of(byClass.orElse(0L) | category(List.of(coding), path + ".class"));
        }
        Optional<Long> byCode = Optional.empty();
        for (JsonNode concept : rule.path("code")) {
            List<JsonNode> codings = concept.path("coding").valueStream().toList();
            byCode = Optional.of(byCode.orElse(0L) | category(codings, path + ".code"));
        }
        if (byClass.isPresent() && byCode.isPresent()) {
            return Optional.of(byClass.get() & byCode.get());
        }
        return byClass.isPresent() ? byClass : byCode;
    }

    private long category(List<JsonNode> codings, String path) {
        for (JsonNode coding : codings) {
            OptionalLong category =
                    RecordCategories.SYSTEM.equals(coding.path("system").asText())
                            ? categories.category(coding.path("code").asText())
                            : OptionalLong.empty();
            if (category.isPresent()) {
                return category.getAsLong();
            }
        }
        refuse(path, Issue.CODE_INVALID, "Name kinds of record by codes of " + RecordCategories.SYSTEM + ".");
        return 0;
    }

    private Optional<Stated.Labels> labels(JsonNode rule, String path) {
        if (rule.path("securityLabel").isEmpty()) {
            return Optional.empty();
        }
        boolean ordinary = false;
        int mask = 0;
        for (JsonNode label : rule.path("securityLabel")) {
            OptionalInt bits = categories.sensitivityOfLabel(
                    label.path("system").asText(), label.path("code").asText());
            if (bits.isEmpty()) {
                refuse(path + ".securityLabel", Issue.CODE_INVALID, "The hub does not know this security label.");
            }
            ordinary |= bits.orElse(0) == 0;
            mask |= bits.orElse(0);
        }
        return Optional.of(new Stated.Labels(ordinary, mask));
    }

    private Optional<Integer> purposes(JsonNode rule, String path) {
        if (rule.path("purpose").isEmpty()) {
            return Optional.empty();
        }
        int mask = 0;
        for (JsonNode coding : rule.path("purpose")) {
            Optional<Purpose> purpose =
                    Purpose.SYSTEM.equals(coding.path("system").asText())
                            ? Purpose.of(coding.path("code").asText())
                            : Optional.empty();
            if (purpose.isEmpty()) {
                refuse(path + ".purpose", Issue.CODE_INVALID, "The hub does not know this purpose of use.");
            }
            mask |= purpose.map(Purpose::withKinds).orElse(0);
        }
        return Optional.of(mask);
    }

    private static Stream<String> codes(JsonNode concept) {
        return concept.path("coding")
                .valueStream()
                .map(coding -> coding.path("code").asText());
    }

    private void refuse(String expression, Issue issue, String text) {
        problems.add(new Problem(expression, issue, text));
    }
}
