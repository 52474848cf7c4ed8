package org.hulian.fhir.rest;

import java.util.stream.Collectors;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.order.Advice;
import org.hulian.fhir.recognition.order.JudgedLine;
import org.hulian.fhir.recognition.order.LineText;

/** The words of a card: a summary below 140 characters, a line for each test with its reasons as GitHub Markdown. */
final class CardText {
    private static final int SUMMARY = 139;

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
        return "- **%s** %s".formatted(plain(words(line.name())), plain(words(LineText.of(line))));
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
