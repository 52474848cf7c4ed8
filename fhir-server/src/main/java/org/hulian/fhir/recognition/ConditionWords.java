package org.hulian.fhir.recognition;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
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

    private static String say(Properties words, String key, Object[] facts, boolean english) {
        Object[] spoken = new Object[facts.length];
        for (int i = 0; i < facts.length; i++) {
            spoken[i] = facts[i] instanceof Words both ? (english ? both.en() : both.zh()) : facts[i].toString();
        }
        return MessageFormat.format(words.getProperty(key).replace("'", "''"), spoken);
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
