package org.hulian.fhir.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.failure.FailureException;

/** The words of a {@code _filter}: parentheses, quoted strings, and whatever stands between spaces. */
final class FilterWords {
    private final SearchParameter filter;
    private final List<Word> words = new ArrayList<>();
    private int next;

    /** A word; one in quotation marks is a value and nothing else. */
    private record Word(String text, boolean quoted) {}

    FilterWords(SearchParameter filter, String text) {
        this.filter = filter;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '+') {
                at++;
            } else if (c == '(' || c == ')') {
                words.add(new Word(String.valueOf(c), false));
                at++;
            } else {
                at = c == '"' ? quoted(text, at + 1) : bare(text, at);
            }
        }
    }

    private int bare(String text, int from) {
        int at = from;
        while (at < text.length() && " ()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        words.add(new Word(text.substring(from, at), false));
        return at;
    }

    private int quoted(String text, int from) {
        StringBuilder value = new StringBuilder();
        int at = from;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
            at++;
        }
        if (at == text.length()) {
            throw refused("a second quotation mark", "成对的引号");
        }
        words.add(new Word(value.toString(), true));
        return at + 1;
    }

    boolean hasNext() {
        return next < words.size();
    }

    boolean isNext(Set<String> any) {
        return hasNext()
                && !words.get(next).quoted()
                && any.contains(words.get(next).text());
    }

    /** The next word where it is one of these, else empty. */
    String takeIf(Set<String> any) {
        return isNext(any) ? words.get(next++).text() : "";
    }

    String take() {
        if (!hasNext() || words.get(next).quoted()) {
            throw unexpected();
        }
        return words.get(next++).text();
    }

    /** The next word as a value of a parameter: escaped where it was quoted, for there its signs mean themselves. */
    String value() {
        if (!hasNext()) {
            throw unexpected();
        }
        Word word = words.get(next++);
        return word.quoted() ? word.text().replaceAll("([\\\\,$|])", "\\\\$1") : word.text();
    }

    FailureException unexpected() {
        String where = hasNext() ? words.get(next).text() : "its end";
        return refused(
                "\"parameter operator value\" joined by and, or, not and parentheses; not read from: " + where,
                "以 and、or、not 和括号连接的“参数 运算符 值”；无法读取处：" + where);
    }

    FailureException refused(String en, String zh) {
        return TermParser.invalid(filter.name(), en, zh);
    }
}
