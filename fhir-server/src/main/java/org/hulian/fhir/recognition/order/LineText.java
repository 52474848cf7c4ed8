package org.hulian.fhir.recognition.order;

import java.time.ZoneId;
import java.util.stream.Collectors;
import org.hulian.fhir.recognition.Verdict;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.resource.Candidate;

/** A line in words: the best earlier result and what fails of it, as plain text in both languages. */
public final class LineText {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Words NOTHING = new Words("no earlier result", "无既往结果");

    private LineText() {}

    /** Value, day, laboratory, verdict and reasons. */
    public static Words of(JudgedLine line) {
        return line.best()
                .map(best -> result(best, line))
                .orElseGet(() -> line.unasked().orElse(NOTHING));
    }

    private static Words result(Verdict verdict, JudgedLine line) {
        Candidate candidate = line.candidates().get(verdict.result().reference());
        String value = candidate == null ? "" : candidate.shown();
        String day = verdict.result().effective().atZone(ZONE).toLocalDate().toString();
        String told = "%s %s %s: "
                        .formatted(value, day, verdict.result().laboratory())
                        .strip() + " ";
        Words kind = kind(verdict.kind());
        String en = verdict.failed().stream().map(failed -> failed.text().en()).collect(Collectors.joining("; "));
        String zh = verdict.failed().stream().map(failed -> failed.text().zh()).collect(Collectors.joining("；"));
        return new Words(told + kind.en() + inBrackets(en), told + kind.zh() + inBrackets(zh));
    }

    private static String inBrackets(String reasons) {
        return reasons.isEmpty() ? "" : " (" + reasons + ")";
    }

    private static Words kind(Verdict.Kind kind) {
        return switch (kind) {
            case RECOGNISE -> new Words("may be relied on", "可互认");
            case REFERENCE_ONLY -> new Words("for reference only", "仅供参考");
            case NOT -> new Words("not to be used", "不可使用");
        };
    }
}
