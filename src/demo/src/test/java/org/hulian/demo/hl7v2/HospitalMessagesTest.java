package org.hulian.demo.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.IntStream;
import org.hulian.demo.DemoRegion;
import org.hulian.demo.resident.Site;
import org.junit.jupiter.api.Test;

class HospitalMessagesTest {
    private final DemoRegion region = DemoRegion.generate(200, DemoRegion.SEED);
    private final List<HospitalMessages.Sent> sent = IntStream.rangeClosed(1, 200)
            .mapToObj(number -> new HospitalMessages(region.history(number)).all())
            .flatMap(List::stream)
            .toList();

    @Test
    void citySecondWritesV24InGb18030WithSiUnits() {
        HospitalMessages.Sent result = sent.stream()
                .filter(one -> one.sender() == Site.CITY_SECOND && text(one).contains("|GLU-K^"))
                .findFirst()
                .orElseThrow();

        assertThat(text(result))
                .startsWith("MSH|^~\\&|DHC|CITY-SECOND|HULIAN|REGION|")
                .contains("|ORU^R01|R01S", "|P|2.4|||AL|NE|CHN|GB 18030-2000\r")
                .containsPattern(
                        "OBX\\|1\\|NM\\|GLU-K\\^葡萄糖\\^L\\|\\|\\d+\\.\\d\\d\\|mmol/L\\|3\\.90-6\\.10\\|[HLN]\\|\\|\\|F");
    }

    @Test
    void cityFirstWritesV25InUtf8WithConventionalUnits() {
        HospitalMessages.Sent result = sent.stream()
                .filter(one -> one.sender() == Site.CITY_FIRST && text(one).contains("|GLU^"))
                .findFirst()
                .orElseThrow();

        assertThat(text(result))
                .contains("|ORU^R01^ORU_R01|", "|2.5|||AL|NE|CHN|UNICODE UTF-8\r", "^^^CITY-FIRST^MR")
                .containsPattern("OBX\\|1\\|NM\\|GLU\\^葡萄糖\\^L\\|\\|\\d+\\|mg/dL\\|70-110\\|[HLN]");
    }

    @Test
    void controlIdsAreUniqueAndFitTheField() {
        assertThat(sent).extracting(HospitalMessages.Sent::controlId).doesNotHaveDuplicates();
        assertThat(sent).allMatch(one -> one.controlId().length() <= 20);
    }

    @Test
    void escapesDelimiters() {
        assertThat(V2Message.components("a^b", "c|d&e~f\\", "")).isEqualTo("a\\S\\b^c\\F\\d\\T\\e\\R\\f\\E\\");
        assertThat(V2Message.escape("10^9/L")).isEqualTo("10\\S\\9/L");
    }

    private static String text(HospitalMessages.Sent sent) {
        return new String(sent.bytes(), sent.sender() == Site.CITY_FIRST ? UTF_8 : Charset.forName("GB18030"));
    }
}
