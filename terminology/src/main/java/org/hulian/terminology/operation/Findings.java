package org.hulian.terminology.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hulian.terminology.expand.Issue;
import org.hulian.terminology.expand.Issue.Severity;
import org.hulian.terminology.expand.Text;
import org.jspecify.annotations.Nullable;

/** What validation found wrong or worth saying. */
final class Findings {
    private final List<Issue> issues = new ArrayList<>(2);

    void error(String code, String kind, @Nullable String expression, Text text) {
        add(new Issue(Severity.ERROR, code, kind, expression, text, true));
    }

    /** A warning that is also part of the message. */
    void warning(String code, String kind, @Nullable String expression, Text text) {
        add(new Issue(Severity.WARNING, code, kind, expression, text, true));
    }

    /** Information that is also part of the message. */
    void information(String code, String kind, @Nullable String expression, Text text) {
        add(new Issue(Severity.INFORMATION, code, kind, expression, text, true));
    }

    /** Something that stands among the issues only. */
    void aside(Severity severity, String code, String kind, @Nullable String expression, Text text) {
        add(new Issue(severity, code, kind, expression, text, false));
    }

    void addAll(Findings others) {
        others.issues.forEach(this::add);
    }

    void add(Issue issue) {
        if (!issues.contains(issue)) {
            issues.add(issue);
        }
    }

    List<Issue> issues() {
        return issues;
    }

    boolean hasErrors() {
        return issues.stream().anyMatch(issue -> issue.severity() == Severity.ERROR);
    }

    /** All sentences of the message, in a fixed order. */
    @Nullable
    String message(String language) {
        String message = issues.stream()
                .filter(Issue::told)
                .map(issue -> issue.text().in(language))
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
        return message.isEmpty() ? null : message;
    }
}
