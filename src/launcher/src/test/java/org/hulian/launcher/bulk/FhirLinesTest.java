package org.hulian.launcher.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FhirLinesTest {
    @TempDir
    Path folder;

    @Test
    void entriesOfABundleReferToOneAnotherAndToWhatWasReadBefore() throws IOException {
        Path hospitals = file("h.json", """
                {"resourceType":"Bundle","type":"batch","entry":[{"resource":{"resourceType":"Organization","id":"o1",\
                "identifier":[{"system":"urn:s","value":"9"}]}}]}""");
        Path patient = file("p.json", """
                {"resourceType":"Bundle","type":"transaction","entry":[\
                {"fullUrl":"urn:uuid:0f1","resource":{"resourceType":"Patient","multipleBirthInteger":2}},\
                {"fullUrl":"urn:uuid:0f2","resource":{"resourceType":"Observation","id":"0f2",\
                "subject":{"reference":"urn:uuid:0f1"},"performer":[{"reference":"Organization?identifier=urn:s|9"}],\
                "valueQuantity":{"value":1.50}}}]}""");
        FhirLines lines = new FhirLines();
        List<String> read = new ArrayList<>();

        lines.read(hospitals, read::add);
        lines.read(patient, read::add);

        assertThat(read).hasSize(3);
        assertThat(read.get(1)).contains("\"id\":\"0f1\"");
        assertThat(read.get(2)).contains("Patient/0f1", "Organization/o1", "1.50");
    }

    @Test
    void linesStayAsTheyAre() throws IOException {
        Path file =
                file("x.ndjson", "{\"resourceType\": \"Patient\", \"id\": \"1\"}\n\n{\"resourceType\":\"Patient\"}\n");
        List<String> read = new ArrayList<>();

        new FhirLines().read(file, read::add);

        assertThat(read)
                .containsExactly("{\"resourceType\": \"Patient\", \"id\": \"1\"}", "{\"resourceType\":\"Patient\"}");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
