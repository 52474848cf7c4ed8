package org.hulian.fhir.recognition;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hulian.fhir.recognition.CatalogueItem.Kind;

/** Each condition of recognition for one line and one result, all of them, in the order of {@link Condition}. */
final class ConditionCheck {
    private static final Set<String> FINAL = Set.of("final", "amended", "corrected");

    private final RecognitionRules rules;
    private final Comparison comparison;
    private final ConditionWords words = new ConditionWords();
    /** By laboratory, then item: one laboratory has hundreds. */
    private final Map<String, Map<String, List<Certificate>>> certificates;

    ConditionCheck(RecognitionRules rules, Comparison comparison) {
        this.rules = rules;
        this.comparison = comparison;
        this.certificates = rules.certificates().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        each -> each.getValue().stream().collect(Collectors.groupingBy(Certificate::item))));
    }

    List<Finding> findings(OrderLine line, EarlierResult result) {
        List<Finding> findings = new ArrayList<>();
        Optional<CatalogueItem> known = rules.item(line.code()).filter(item -> item.inForce(line.at()));
        if (known.isPresent()) {
            ofItem(known.get(), line, result, findings);
        } else {
            findings.add(words.failed(Condition.ITEM, line.code(), day(line.at())));
        }
        findings.add(comparable(line, result));
        findings.add(
                FINAL.contains(result.status())
                        ? words.met(Condition.FINAL)
                        : words.failed(Condition.FINAL, result.status()));
        known.ifPresent(item -> findings.add(specimen(item, result)));
        known.filter(item -> item.kind() == Kind.EXAMINATION).ifPresent(item -> findings.add(openable(result)));
        findings.add(
                result.person() == EarlierResult.Person.LINKED
                        ? words.met(Condition.SAME_PERSON)
                        : words.failed(Condition.SAME_PERSON));
        findings.add(result.permitted() ? words.met(Condition.CONSENT) : words.failed(Condition.CONSENT));
        return List.copyOf(findings);
    }

    private void ofItem(CatalogueItem item, OrderLine line, EarlierResult result, List<Finding> findings) {
        findings.add(words.met(Condition.ITEM, item.name()));
        findings.add(
                item.excluded()
                        ? words.failed(Condition.NOT_EXCLUDED, item.name())
                        : words.met(Condition.NOT_EXCLUDED));
        List<Certificate> valid =
                certificates.getOrDefault(result.laboratory(), Map.of()).getOrDefault(item.id(), List.of()).stream()
                        .filter(certificate -> certificate.validAt(result.effective()))
                        .toList();
        findings.add(mark(result, valid));
        findings.add(scope(line, result, valid));
        findings.add(level(line, result));
        findings.add(fresh(item, line, result));
    }

    private Finding mark(EarlierResult result, List<Certificate> valid) {
        if (valid.isEmpty()) {
            return words.failed(Condition.MARK, result.laboratory(), day(result.effective()));
        }
        Instant lost = valid.getFirst().lost();
        if (lost != null && valid.stream().allMatch(certificate -> certificate.lost() != null)) {
            return words.failedAs(Condition.MARK, "doubt", result.laboratory(), day(lost));
        }
        return words.met(Condition.MARK, result.laboratory(), day(result.effective()));
    }

    private Finding scope(OrderLine line, EarlierResult result, List<Certificate> valid) {
        Place from = rules.place(result.laboratory());
        Place to = rules.place(line.institution());
        boolean covered = line.institution().equals(result.laboratory())
                || valid.stream().anyMatch(certificate -> from.shares(certificate.scope(), to));
        return covered
                ? words.met(Condition.SCOPE, result.laboratory(), line.institution())
                : words.failed(Condition.SCOPE, result.laboratory(), line.institution());
    }

    private Finding level(OrderLine line, EarlierResult result) {
        Place from = rules.place(result.laboratory());
        Place to = rules.place(line.institution());
        boolean allowed = to.level() <= from.level() || from.shares(Scope.ALLIANCE, to);
        return allowed
                ? words.met(Condition.LEVEL, result.laboratory(), line.institution())
                : words.failed(Condition.LEVEL, result.laboratory(), line.institution());
    }

    private Finding fresh(CatalogueItem item, OrderLine line, EarlierResult result) {
        Duration age = Duration.between(result.effective(), line.at());
        if (age.isNegative()) {
            return words.failedAs(Condition.FRESH, "future");
        }
        Words spoken = Periods.say(age);
        Words validity = Periods.say(item.validity());
        return age.compareTo(item.validity()) <= 0
                ? words.met(Condition.FRESH, spoken, validity)
                : words.failed(Condition.FRESH, spoken, validity);
    }

    private Finding comparable(OrderLine line, EarlierResult result) {
        Comparison.Answer answer = comparison.compare(result, line.code());
        return answer.comparable()
                ? words.met(Condition.COMPARABLE, answer.reason())
                : words.failed(Condition.COMPARABLE, answer.reason());
    }

    private Finding specimen(CatalogueItem item, EarlierResult result) {
        if (!result.specimenAcceptable()) {
            return words.failedAs(Condition.SPECIMEN, "unfit");
        }
        String specimen = result.specimen();
        boolean fits = item.specimens().isEmpty()
                || specimen == null
                || item.specimens().contains(specimen);
        return fits ? words.met(Condition.SPECIMEN) : words.failed(Condition.SPECIMEN, String.valueOf(specimen));
    }

    private Finding openable(EarlierResult result) {
        return result.openable() ? words.met(Condition.OPENABLE) : words.failed(Condition.OPENABLE);
    }

    private static String day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
