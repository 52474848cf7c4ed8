package org.hulian.mappers.source.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HL7 v2.8 chapter 2: delimiters, escapes, character sets. */
class Hl7v2ParserTest {

    private static final Hl7v2Parser PARSER = new Hl7v2Parser(new Hl7v2Limits(20_000, 10, 40, 5));

    @ParameterizedTest
    @CsvSource({"GB18030-2000, GB18030", "GB 18030-2000, GB18030", "GB2312, GBK", "UNICODE UTF-8, UTF-8", "BIG-5, Big5"
    })
    void readsChineseInTheCharacterSetOfTheHeader(String claimed, String charset) {
        byte[] bytes = message(claimed, "PID|1||9||王^小明").getBytes(Charset.forName(charset));

        Hl7v2Message message = (Hl7v2Message) PARSER.parse(bytes, "ASCII");

        assertThat(message.segments().get(1).text(5)).isEqualTo("王");
    }

    @Test
    void readsADoubleByteCharacterWhoseSecondByteIsASeparator() {
        Charset gb = Charset.forName("GB18030");
        String name = new String(new byte[] {(byte) 0x81, 0x7C, (byte) 0x8C, 0x5E}, gb);
        byte[] bytes = message("GB18030-2000", "PID|1||9||" + name + "^x").getBytes(gb);

        Hl7v2Message message = (Hl7v2Message) PARSER.parse(bytes, "ASCII");

        assertThat(message.segments().get(1).text(5)).isEqualTo(name);
    }

    @Test
    void namesTheClaimAndTheByteWhenTheCharacterSetLies() {
        String text = message("UNICODE UTF-8", "PID|1||9||王");
        byte[] bytes = text.getBytes(Charset.forName("GB18030"));

        Parsed.Failure failure = (Parsed.Failure) PARSER.parse(bytes, "ASCII");

        assertThat(failure.code()).isEqualTo("CHARSET_MISMATCH");
        assertThat(failure.location()).isEqualTo("MSH-18");
        assertThat(failure.en())
                .contains("UNICODE UTF-8")
                .contains("byte " + text.indexOf('王'))
                .contains("0xCD");
    }

    @Test
    void usesTheSendersCharacterSetWhenTheHeaderNamesNone() {
        byte[] bytes = message("", "PID|1||9||王").getBytes(Charset.forName("GB18030"));

        assertThat(((Hl7v2Message) PARSER.parse(bytes, "GB18030-2000"))
                        .segments()
                        .get(1)
                        .text(5))
                .isEqualTo("王");
        assertThat(((Parsed.Failure) PARSER.parse(bytes, "UNICODE UTF-8")).code())
                .isEqualTo("CHARSET_MISMATCH");
    }

    @Test
    void refusesACharacterSetItDoesNotKnow() {
        assertThat(((Parsed.Failure) PARSER.parse(bytes(message("EBCDIC", "PID|1")), "ASCII")).code())
                .isEqualTo("CHARSET_UNKNOWN");
    }

    @Test
    void keepsAnEscapedSegmentAsData() {
        Hl7v2Message message = parse("PID|1||9||Doe\\X0D\\OBX|1|NM\\.br\\OBX\\F\\2");

        assertThat(message.segments()).hasSize(2);
        assertThat(message.segments().get(1).text(5)).isEqualTo("Doe\rOBX");
        assertThat(message.segments().get(1).text(7)).isEqualTo("NM\nOBX|2");
    }

    @Test
    void decodesEscapesAfterSplitting() {
        Hl7v2Message message = parse("PID|1||9||a\\S\\b\\T\\c\\R\\d\\E\\e\\H\\f\\N\\g\\Z1\\h^given~second");

        assertThat(message.segments().get(1).text(5)).isEqualTo("a^b&c~d\\efg\\Z1\\h");
        assertThat(message.segments().get(1).repetitions(5)).hasSize(2);
    }

    @Test
    void takesTheDelimitersOfTheHeader() {
        byte[] bytes = bytes("MSH$%*!@$A$B$C$D$2026$$ADT%A01$7$P$2.3\rPID$1$$9$$Do!S!e%John*Roe%Jane\r");

        Hl7v2Message message = (Hl7v2Message) PARSER.parse(bytes, "ASCII");

        assertThat(message.type()).isEqualTo("ADT^A01");
        assertThat(message.segments().get(1).text(5)).isEqualTo("Do%e");
        assertThat(message.segments().get(1).repetitions(5)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void acceptsEveryLineEnding(String ending) {
        assertThat(parse("PID|1" + ending + "ZXX|2" + ending).segments()).hasSize(3);
    }

    @Test
    void keepsALineFeedInsideAText() {
        Hl7v2Message message = parse("OBX|1|TX|a||first\nsecond");

        assertThat(message.segments().get(1).text(5)).isEqualTo("first\nsecond");
    }

    @Test
    void namesTheLimitThatIsPassed() {
        assertThat(failure("PID|1||1~2~3~4~5~6")).isEqualTo("TOO_MANY_REPETITIONS");
        assertThat(failure("PID|1" + "\rOBX|1".repeat(10))).isEqualTo("TOO_MANY_SEGMENTS");
        assertThat(failure("PID" + "|".repeat(41))).isEqualTo("TOO_MANY_FIELDS");
        assertThat(failure("OBX|1|TX|a||" + "x".repeat(20_000))).isEqualTo("TOO_LONG");
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThat(((Parsed.Failure) PARSER.parse(bytes("PID|1"), "ASCII")).code())
                .isEqualTo("NO_MSH");
        assertThat(((Parsed.Failure) PARSER.parse(new byte[0], "ASCII")).code()).isEqualTo("NO_MSH");
        assertThat(failure("not a segment")).isEqualTo("NOT_A_SEGMENT");
    }

    private static String failure(String segments) {
        return ((Parsed.Failure) PARSER.parse(bytes(message("", segments)), "UNICODE UTF-8")).code();
    }

    private static Hl7v2Message parse(String segments) {
        return (Hl7v2Message) PARSER.parse(bytes(message("", segments)), "UNICODE UTF-8");
    }

    private static String message(String charset, String segments) {
        return "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|7|P|2.4||||||" + charset + "\r" + segments;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
