package org.hulian.mappers.source.hl7v2;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the bytes of one message (2.1 to 2.8). Tolerates LF and CR LF between segments; refuses what it cannot read without loss. */
public final class Hl7v2Parser {

    private final Hl7v2Limits limits;

    public Hl7v2Parser(Hl7v2Limits limits) {
        this.limits = limits;
    }

    /**
     * Reads one message, strictly in its character set.
     *
     * @param defaultCharset table 0211 name to use when MSH-18 is empty
     */
    public Parsed parse(byte[] bytes, String defaultCharset) {
        Frame frame = Frame.of(bytes);
        if (frame.size() > limits.bytes()) {
            return tooMany("TOO_LONG", "message", "bytes", limits.bytes(), frame.size());
        }
        if (!frame.startsWithHeader()) {
            return new Parsed.Failure(
                    "NO_MSH",
                    "byte 0",
                    "The message does not begin with an MSH segment; send it with MSH first.",
                    "消息不是以 MSH 段开头;请先发送 MSH 段。");
        }
        String claimed = frame.claimedCharset();
        String name = claimed.isEmpty() ? defaultCharset : claimed;
        Charset charset = MessageCharset.named(name);
        if (charset == null) {
            return new Parsed.Failure(
                    "CHARSET_UNKNOWN",
                    "MSH-18",
                    "The character set '" + name + "' is not supported; use one of table 0211, such as UNICODE UTF-8.",
                    "不支持字符集“" + name + "”;请使用 HL7 表 0211 中的名称,例如 UNICODE UTF-8。");
        }
        MessageCharset.Decoded decoded = MessageCharset.decode(bytes, frame.from(), frame.to(), charset);
        if (decoded.failedAt() >= 0) {
            return charsetLie(bytes, claimed, name, decoded.failedAt());
        }
        return segments(decoded.text(), charset);
    }

    private static Parsed charsetLie(byte[] bytes, String claimed, String name, int at) {
        String value = "0x%02X".formatted(bytes[at] & 0xFF);
        String en = claimed.isEmpty()
                ? "MSH-18 is empty and the sender's character set is '" + name + "'"
                : "MSH-18 claims '" + name + "'";
        String zh = claimed.isEmpty() ? "MSH-18 为空,发送方字符集为“" + name + "”" : "MSH-18 声明为“" + name + "”";
        return new Parsed.Failure(
                "CHARSET_MISMATCH",
                "MSH-18",
                en + ", but byte " + at + " (" + value + ") is not valid in it; correct MSH-18 or the text.",
                zh + ",但第 " + at + " 字节(" + value + ")在该字符集中无效;请更正 MSH-18 或正文。");
    }

    private Parsed segments(String text, Charset charset) {
        Delimiters delimiters = Delimiters.of(text);
        List<Segment> segments = new ArrayList<>();
        Map<String, Integer> ordinals = new HashMap<>();
        int at = 0;
        while (at < text.length()) {
            int end = Lines.end(text, at, delimiters.field());
            int last = Lines.trimmed(text, at, end);
            if (last > at) {
                if (!Lines.isSegment(text, at, delimiters.field())) {
                    return notASegment(segments.size() + 1);
                }
                if (segments.size() == limits.segments()) {
                    return tooMany("TOO_MANY_SEGMENTS", "message", "segments", limits.segments(), segments.size() + 1);
                }
                String name = text.substring(at, at + 3);
                int ordinal = ordinals.merge(name, 1, Integer::sum);
                String[] fields = fields(text, at, last, name, delimiters);
                Segment segment = new Segment(name, ordinal, fields, delimiters, charset);
                Parsed.Failure failure = check(segment, fields, delimiters);
                if (failure != null) {
                    return failure;
                }
                segments.add(segment);
            }
            at = end + 1;
        }
        return message(segments, delimiters, charset);
    }

    private static Parsed message(List<Segment> segments, Delimiters delimiters, Charset charset) {
        Segment header = segments.get(0);
        List<Repetition> type = header.repetitions(9);
        if (type.isEmpty()) {
            return new Parsed.Failure("NO_MESSAGE_TYPE", "MSH-9", "MSH-9 names no message type.", "MSH-9 未给出消息类型。");
        }
        String code = type.get(0).value().component(1).text();
        String trigger = type.get(0).value().component(2).text();
        return new Hl7v2Message(
                trigger.isEmpty() ? code : code + '^' + trigger,
                header.text(12),
                header.text(10),
                charset,
                delimiters,
                List.copyOf(segments));
    }

    private static String[] fields(String text, int from, int to, String name, Delimiters delimiters) {
        List<String> fields = new ArrayList<>(32);
        fields.add(name);
        int at = from + 4;
        if (name.equals("MSH") || name.equals("FHS") || name.equals("BHS")) {
            fields.add(String.valueOf(delimiters.field()));
        }
        while (at <= to) {
            int end = text.indexOf(delimiters.field(), at);
            end = end < 0 || end > to ? to : end;
            fields.add(text.substring(at, end));
            at = end + 1;
        }
        return fields.toArray(new String[0]);
    }

    private Parsed.@org.jspecify.annotations.Nullable Failure check(
            Segment segment, String[] fields, Delimiters delimiters) {
        if (segment.size() > limits.fields()) {
            return tooMany("TOO_MANY_FIELDS", segment.label(), "fields", limits.fields(), segment.size());
        }
        boolean header = segment.name().equals("MSH");
        for (int i = header ? 3 : 1; i < fields.length; i++) {
            int repetitions = 1;
            for (int c = fields[i].indexOf(delimiters.repetition());
                    c >= 0 && delimiters.repetition() != 0;
                    c = fields[i].indexOf(delimiters.repetition(), c + 1)) {
                repetitions++;
            }
            if (repetitions > limits.repetitions()) {
                String location = segment.label() + '-' + i;
                return tooMany("TOO_MANY_REPETITIONS", location, "repetitions", limits.repetitions(), repetitions);
            }
        }
        return null;
    }

    private static Parsed.Failure notASegment(int number) {
        return new Parsed.Failure(
                "NOT_A_SEGMENT",
                "segment " + number,
                "Line " + number + " does not begin with a segment name of three characters and a field separator.",
                "第 " + number + " 行不是以三个字符的段名和字段分隔符开头。");
    }

    private static Parsed.Failure tooMany(String code, String location, String what, int limit, int found) {
        String zh = switch (what) {
            case "bytes" -> "字节";
            case "segments" -> "段";
            case "fields" -> "字段";
            default -> "重复";
        };
        return new Parsed.Failure(
                code,
                location,
                location + " holds " + found + " " + what + "; at most " + limit + " are accepted.",
                location + " 含 " + found + " 个" + zh + ",最多接受 " + limit + " 个。");
    }
}
