package org.hulian.mappers.function;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hulian.mappers.LocalCodes;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Repetition;
import org.hulian.mappers.source.hl7v2.Value;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.translate.Translation;
import org.hulian.terminology.unit.Units;
import org.jspecify.annotations.Nullable;

/** Numbers with the precision they were sent with, their units, and ranges written as text. */
public final class Quantities {

    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String COMMON_UNITS = "v2-units-to-ucum";
    private static final Pattern NUMBER = Pattern.compile(
            "(<=|>=|<|>|≤|≥|=)?\\s*([+-]?(?:\\d{1,30}\\.?\\d{0,30}|\\.\\d{1,30})(?:[eE][+-]?\\d{1,2})?)");
    private static final Pattern RANGE = Pattern.compile(
            "\\(?\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*(?:-|--|~|～|—|–|to|至)\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*\\)?.*");
    private static final Pattern BOUND = Pattern.compile("(<=|>=|<|>|≤|≥)\\s*([+-]?\\d+(?:\\.\\d+)?).*");
    private static final Units UNITS = Units.load();

    private Quantities() {}

    /** Whether the text is a number, with or without a comparator. */
    public static boolean isNumeric(String text) {
        return NUMBER.matcher(text).matches();
    }

    static @Nullable JsonValue decimal(String text) {
        Matcher parts = NUMBER.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        String plain = new BigDecimal(parts.group(2)).toPlainString();
        return new JsonValue.Num(plain);
    }

    static @Nullable JsonValue number(Call call) {
        return decimal(call.text());
    }

    static @Nullable JsonValue comparator(Call call) {
        Matcher parts = NUMBER.matcher(call.value().text());
        String sign = parts.matches() ? parts.group(1) : call.text();
        return sign == null
                ? null
                : switch (sign) {
                    case "<", ">", "<=", ">=" -> new JsonValue.Text(sign);
                    case "≤" -> new JsonValue.Text("<=");
                    case "≥" -> new JsonValue.Text(">=");
                    default -> null;
                };
    }

    /** The unit in the sender's own words. */
    static JsonValue unitText(Call call) {
        String code = call.part(1);
        String words = call.part(2);
        return new JsonValue.Text(words.isEmpty() ? code : words);
    }

    static @Nullable JsonValue ucumSystem(Call call) {
        return ucum(call, false) == null ? null : new JsonValue.Text(UCUM);
    }

    static @Nullable JsonValue ucumCode(Call call) {
        String code = ucum(call, true);
        return code == null ? null : new JsonValue.Text(code);
    }

    /** The sender's unit map decides; a unit without a row there is taken as it is when it is valid UCUM. */
    private static @Nullable String ucum(Call call, boolean warn) {
        String code = call.part(1);
        boolean claimed = call.part(3).equalsIgnoreCase("UCUM");
        if (claimed && UNITS.isValid(code)) {
            return code;
        }
        String words = call.value().component(2).text();
        if (call.context().decided(LocalCodes.Kind.UNIT, Coding.of("", code)) instanceof Translation.Mapped decided) {
            return decided.target().code();
        }
        for (String map : new String[] {call.context().sender().unitMap(), COMMON_UNITS}) {
            for (String unit : new String[] {code, words}) {
                if (!map.isEmpty()
                        && !unit.isEmpty()
                        && call.context().translate(map, Coding.of("", unit)) instanceof Translation.Mapped mapped) {
                    return mapped.target().code();
                }
            }
        }
        if (!code.isEmpty() && UNITS.isValid(code)) {
            return code;
        }
        if (warn) {
            call.context()
                    .warn(
                            "UNIT_MAPPING",
                            call.value(),
                            "The unit '" + code
                                    + "' is neither in the sender's unit map nor valid UCUM; its text is kept.",
                            "单位“" + code + "”既不在发送方单位映射中,也不是有效的 UCUM;已保留原文。");
        }
        return null;
    }

    static JsonValue rangeText(Call call) {
        return new JsonValue.Text(wholeRange(call));
    }

    /** Some systems write `3.9~6.1` without escaping the tilde, which then reads as two repetitions. */
    private static String wholeRange(Call call) {
        Value value = call.value();
        StringBuilder text = new StringBuilder();
        for (Repetition repetition : value.segment().repetitions(value.field())) {
            repetition.value().markWholeMapped();
            text.append(text.isEmpty() ? "" : "~").append(repetition.value().wholeText());
        }
        return text.toString().strip();
    }

    static @Nullable JsonValue rangeLow(Call call) {
        return bound(call, 1, ">");
    }

    static @Nullable JsonValue rangeHigh(Call call) {
        return bound(call, 2, "<");
    }

    /** One end of `3.9-6.1`, or of `<5` (an upper end) and `>10` (a lower end); with the unit of the value. */
    private static @Nullable JsonValue bound(Call call, int group, String sign) {
        String text = wholeRange(call);
        Matcher range = RANGE.matcher(text);
        Matcher single = BOUND.matcher(text);
        String number = range.matches()
                ? range.group(group)
                : single.matches() && sameSide(single.group(1), sign) ? single.group(2) : null;
        if (number == null) {
            return null;
        }
        JsonValue.Obj quantity =
                JsonValue.Obj.empty().with("value", new JsonValue.Num(new BigDecimal(number).toPlainString()));
        Value unit = call.context().field("OBX", 6);
        if (unit != null) {
            Call unitCall = new Call(call.context(), unit, call.args(), null, null);
            quantity.with("unit", unitText(unitCall));
            String code = ucum(unitCall, false);
            if (code != null) {
                quantity.with("system", UCUM).with("code", code);
            }
        }
        return quantity;
    }

    private static boolean sameSide(String found, String sign) {
        return sign.equals("<")
                ? found.startsWith("<") || found.equals("≤")
                : found.startsWith(">") || found.equals("≥");
    }
}
