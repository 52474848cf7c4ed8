package org.hulian.fhir.recognition.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.recognition.Finding;
import org.hulian.fhir.recognition.Verdict;
import org.hulian.fhir.recognition.order.JudgedLine;
import org.hulian.fhir.resource.ResourceKey;
import org.jspecify.annotations.Nullable;

/** Finds the lines a choice is about, or says why it cannot be made. Pure. */
final class Chosen {
    /** Statuses of orders that a recognition may still close. */
    private static final Set<String> OPEN = Set.of("draft", "active", "on-hold");

    private final List<Line> lines;
    private final Map<ResourceKey, KnownTask> known;

    private Chosen(List<Line> lines, Map<ResourceKey, KnownTask> known) {
        this.lines = lines;
        this.known = known;
    }

    static Settlement of(Choice choice, List<Line> lines, Map<ResourceKey, KnownTask> known, JsonNode order) {
        Chosen chosen = new Chosen(lines, known);
        Settlement settlement = switch (choice) {
            case Choice.Recognise recognise -> chosen.recognised(recognise);
            case Choice.Repeat repeat -> chosen.repeated(repeat);
        };
        // A test that was done may be explained afterwards.
        String status = order.path("status").asText();
        if (!OPEN.contains(status) && !(choice instanceof Choice.Repeat && status.equals("completed"))) {
            throw invalid(
                    "order",
                    "business-rule",
                    "The order is " + status + ": nothing is left to decide.",
                    "医嘱状态为 " + status + "，无需再作决定。");
        }
        return settlement;
    }

    private Settlement recognised(Choice.Recognise choice) {
        Map<Line, Verdict> by = new LinkedHashMap<>();
        for (String result : choice.results()) {
            List<Line> named = named(choice.items()).stream()
                    .filter(line -> verdict(line, result) != null && !by.containsKey(line))
                    .toList();
            if (named.isEmpty()) {
                throw invalid(
                        "result",
                        "not-found",
                        result + " is no earlier result for this order.",
                        result + " 不是本医嘱可用的既往结果。");
            }
            Line line = named.stream()
                    .filter(one -> isRelied(one, result))
                    .findFirst()
                    .orElseThrow(() -> unreliable(named.getFirst(), result));
            by.put(line, reliedOn(line, result));
        }
        by.keySet().stream().filter(this::isDecided).findFirst().ifPresent(line -> {
            throw decided(line);
        });
        boolean whole = lines.stream().allMatch(line -> by.containsKey(line) || isKnown(line, KnownTask::isRecognised));
        return new Settlement(List.copyOf(by.keySet()), by, whole);
    }

    private Settlement repeated(Choice.Repeat choice) {
        List<Line> meant = named(choice.items()).stream()
                .filter(line -> !choice.items().isEmpty() || !line.offered().isEmpty() || isOffered(line))
                .toList();
        List<Line> free = meant.stream().filter(line -> !isDecided(line)).toList();
        if (!meant.isEmpty() && (free.isEmpty() || (!choice.items().isEmpty() && free.size() < meant.size()))) {
            throw decided(meant.stream().filter(this::isDecided).findFirst().orElseThrow());
        }
        List<Line> needless = free.stream()
                .filter(line -> line.offered().isEmpty() && !isOffered(line))
                .toList();
        if (free.isEmpty() || !needless.isEmpty()) {
            throw invalid(
                    "decision",
                    "business-rule",
                    "No earlier result may be relied on: the test needs no reason. Ask $recognize for why.",
                    "没有可互认的既往结果，开单无需理由。可用 $recognize 查看原因。");
        }
        return new Settlement(free, Map.of(), false);
    }

    private List<Line> named(Set<String> items) {
        List<Line> named = new ArrayList<>();
        for (String item : items) {
            List<Line> found = lines.stream().filter(line -> line.isNamed(item)).toList();
            if (found.isEmpty()) {
                throw invalid(
                        "item",
                        "not-found",
                        item + " is no test of this order. $recognize lists its lines.",
                        item + " 不是本医嘱的项目，可用 $recognize 查看。");
            }
            named.addAll(found);
        }
        return items.isEmpty() ? lines : named;
    }

    private boolean isKnown(Line line, Predicate<KnownTask> state) {
        KnownTask task = known.get(line.task());
        return task != null && state.test(task);
    }

    private boolean isOffered(Line line) {
        return isKnown(line, KnownTask::isOpen);
    }

    private boolean isDecided(Line line) {
        return isKnown(line, task -> !task.isOpen());
    }

    private static boolean isRelied(Line line, String result) {
        return line.offered().stream()
                .anyMatch(verdict -> verdict.result().reference().equals(result));
    }

    private static Verdict reliedOn(Line line, String result) {
        return line.offered().stream()
                .filter(verdict -> verdict.result().reference().equals(result))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Verdict verdict(Line line, String result) {
        JudgedLine judged = line.judged();
        return judged.verdicts().stream()
                .filter(verdict -> verdict.result().reference().equals(result))
                .findFirst()
                .orElse(null);
    }

    /** Every condition the result fails, in words. */
    private static FailureException unreliable(Line line, String result) {
        Verdict verdict = verdict(line, result);
        Stream<Finding> failed = verdict == null ? Stream.empty() : verdict.failed().stream();
        return new FailureException(new Failure.Invalid(failed.map(finding -> new Failure.Issue(
                        "business-rule",
                        "Parameters.parameter('result')",
                        "%s may not be relied on (%s): %s. Choose another result or repeat with a reason."
                                .formatted(
                                        result,
                                        finding.condition().code(),
                                        finding.text().en()),
                        "%s 不可互认（%s）：%s。请改用其他结果，或说明重复检查的理由。"
                                .formatted(
                                        result,
                                        finding.condition().code(),
                                        finding.text().zh())))
                .toList()));
    }

    private static FailureException decided(Line line) {
        return new FailureException(new Failure.Decided(line.order() + " " + line.item()));
    }

    private static FailureException invalid(String parameter, String code, String en, String zh) {
        return new FailureException(new Failure.Invalid(
                List.of(new Failure.Issue(code, "Parameters.parameter('" + parameter + "')", en, zh))));
    }
}
