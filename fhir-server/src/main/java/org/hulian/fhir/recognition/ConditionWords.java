package org.hulian.fhir.recognition;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/** The words for findings: {@code conditions_en.properties} and {@code conditions_zh.properties} hold the same keys. */
final class ConditionWords {
    private final Properties en = read("en");
    private final Properties zh = read("zh");

    Finding met(Condition condition, Object... facts) {
        return new Finding(condition, true, words(condition.code() + ".met", facts));
    }

    Finding failed(Condition condition, Object... facts) {
        return failedAs(condition, "failed", facts);
    }

    Finding failedAs(Condition condition, String how, Object... facts) {
        return new Finding(condition, false, words(condition.code() + "." + how, facts));
    }

    Properties in(Locale language) {
        return language.equals(Locale.CHINESE) ? zh : en;
    }

    private Words words(String key, Object... facts) {
        return new Words(say(en, key, facts, true), say(zh, key, facts, false));
    }

    /** Puts facts in the places {0}, {1}, ...: thousands of times in one answer, so without MessageFormat's parsing. */
    private static String say(Properties words, String key, Object[] facts, boolean english) {
        String pattern = words.getProperty(key);
        StringBuilder said = new StringBuilder(pattern.length() + 40);
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '{' && i + 2 < pattern.length() && pattern.charAt(i + 2) == '}') {
                Object fact = facts[pattern.charAt(i + 1) - '0'];
                said.append(fact instanceof Words both ? (english ? both.en() : both.zh()) : fact);
                i += 2;
            } else {
                said.append(pattern.charAt(i));
            }
        }
        return said.toString();
    }

    private static Properties read(String language) {
        String name = "conditions_" + language + ".properties";
        try (InputStream in = ConditionWords.class.getResourceAsStream("/org/hulian/fhir/recognition/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the build");
            }
            Properties words = new Properties();
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
