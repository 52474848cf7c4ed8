package org.hulian.fhir.rest;

import java.time.ZoneId;
import java.util.stream.Collectors;
import org.hulian.fhir.recognition.Finding;
import org.hulian.fhir.recognition.Verdict;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.order.Advice;
import org.hulian.fhir.recognition.order.JudgedLine;
import org.hulian.fhir.recognition.resource.Candidate;

/** The words of a card: a summary below 140 characters, a line for each test with its reasons as GitHub Markdown. */
final class CardText {
    private static final int SUMMARY = 139;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final boolean chinese;

    CardText(boolean chinese) {
        this.chinese = chinese;
    }

    String summary(Advice advice) {
        String name = name(advice);
        String summary = switch (advice.extent()) {
            case WHOLE ->
                say("%s: earlier results may be relied on", "%s：既往结果可互认").formatted(name);
            case PART ->
                say("%s: %d of %d tests have results that may be relied on", "%s：%2$d/%3$d 项既往结果可互认")
                        .formatted(name, advice.recognised(), advice.lines().size());
            case REFERENCE, NOTHING ->
                say("%s: earlier results for reference only", "%s：既往结果仅供参考").formatted(name);
        };
        return summary.length() > SUMMARY ? summary.substring(0, SUMMARY) : summary;
    }

    String detail(Advice advice) {
        return advice.lines().stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(JudgedLine line) {
        String name = plain(chinese ? line.name().zh() : line.name().en());
        return "- **%s** ".formatted(name)
                + line.best().map(best -> result(best, line)).orElse(say("no earlier result", "无既往结果"));
    }

    private String result(Verdict verdict, JudgedLine line) {
        Candidate candidate = line.candidates().get(verdict.result().reference());
        String value = candidate == null ? "" : plain(candidate.shown());
        String day = verdict.result().effective().atZone(ZONE).toLocalDate().toString();
        String told =
                "%s %s %s: %s".formatted(value, day, plain(verdict.result().laboratory()), kind(verdict.kind()));
        String failed = verdict.failed().stream()
                .map(Finding::text)
                .map(this::words)
                .map(CardText::plain)
                .collect(Collectors.joining(say("; ", "；")));
        return told.strip() + (failed.isEmpty() ? "" : " (" + failed + ")");
    }

    private String kind(Verdict.Kind kind) {
        return switch (kind) {
            case RECOGNISE -> say("may be relied on", "可互认");
            case REFERENCE_ONLY -> say("for reference only", "仅供参考");
            case NOT -> say("not to be used", "不可使用");
        };
    }

    private String name(Advice advice) {
        String sent = advice.order().name();
        return plain(sent.isEmpty() ? words(advice.lines().getFirst().name()) : sent);
    }

    private String words(Words words) {
        return chinese ? words.zh() : words.en();
    }

    private String say(String en, String zh) {
        return chinese ? zh : en;
    }

    /** Texts of senders are shown as text, never as Markdown or markup. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}]", " ").replaceAll("([\\\\`*_\\[\\]<>#|!])", "\\\\$1");
    }
}
