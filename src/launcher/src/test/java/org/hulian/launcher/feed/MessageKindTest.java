package org.hulian.launcher.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageKindTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            a.hl7,  MSH|^~\\&|A,               HL7V2
            a.txt,  MSH|^~\\&|A,               HL7V2
            a.csv,  `id,value`,                CSV
            a,      <?xml version="1.0"?>,     CDA
            a.json, {"resourceType":"Bundle"}, FHIR
            a.json, {"study":1},               JSON
            """)
    void isToldByContentThenName(String name, String content, MessageKind kind) {
        assertThat(MessageKind.of(name, content.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(kind);
    }

    @Test
    void notesWhatWasAcceptedForALaterRun() {
        Path file = folder.resolve("sent");
        byte[] message = {1, 2, 3};
        SentFiles.in(file).add(message);

        assertThat(SentFiles.in(file).has(message)).isTrue();
        assertThat(SentFiles.in(file).has(new byte[] {1, 2})).isFalse();
    }
}
