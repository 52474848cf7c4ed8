package org.hulian.fhir.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.hulian.fhir.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReaderTest {
    @Test
    void cutsResourcesOutByteForByte() {
        String resource = "{ \"resourceType\":\"Patient\", \"name\":[{\"family\":\"李\"}], \"x\":1.50 }";
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"fullUrl\":\"urn:uuid:1\","
                + "\"resource\":" + resource + ",\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}},"
                + "{\"request\":{\"method\":\"DELETE\",\"url\":\"Patient/1\",\"ifMatch\":\"W/\\\"3\\\"\"}}]}";

        SentBundle read = BundleReader.read(bundle.getBytes(StandardCharsets.UTF_8), 10);

        assertThat(read.type()).isEqualTo("transaction");
        assertThat(read.entries()).hasSize(2);
        assertThat(new String(bytes(read.entries().getFirst()), StandardCharsets.UTF_8))
                .isEqualTo(resource);
        assertThat(read.entries().getLast().ifMatch()).isEqualTo("W/\"3\"");
        assertThat(read.entries().getLast().resource()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"colour\":1}",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":{}}]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\"}}]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"type\":\"batch\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\"} x"
            })
    void refusesWhatIsNoBatchOrTransaction(String json) {
        assertThatThrownBy(() -> BundleReader.read(json.getBytes(StandardCharsets.UTF_8), 10))
                .isInstanceOf(FailureException.class);
    }

    @Test
    void refusesMoreEntriesThanAllowed() {
        String entry = "{\"request\":{\"method\":\"DELETE\",\"url\":\"Patient/1\"}}";
        String json = "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entry + "," + entry + "]}";

        assertThatThrownBy(() -> BundleReader.read(json.getBytes(StandardCharsets.UTF_8), 1))
                .isInstanceOf(FailureException.class);
    }

    @Test
    void resolvesReferencesAndNothingElse() {
        String json = "{\"identifier\":[{\"value\":\"urn:uuid:1\"}],\"subject\":{\"reference\" : \"urn:uuid:1\"},"
                + "\"value\":5.60,\"note\":\"urn:uuid:12\"}";

        byte[] resolved = new ReferenceRewriter(Map.of("urn:uuid:1", "Patient/p"))
                .resolve(json.getBytes(StandardCharsets.UTF_8), "Bundle.entry[0]");

        assertThat(new String(resolved, StandardCharsets.UTF_8))
                .isEqualTo(json.replace("\"reference\" : \"urn:uuid:1\"", "\"reference\" : \"Patient/p\""));
    }

    @Test
    void attack76ResolvesReferencesInACircle() {
        ReferenceRewriter rewriter = new ReferenceRewriter(Map.of("urn:uuid:1", "A/1", "urn:uuid:2", "B/2"));

        byte[] first =
                rewriter.resolve("{\"reference\":\"urn:uuid:2\"}".getBytes(StandardCharsets.UTF_8), "Bundle.entry[0]");
        byte[] second =
                rewriter.resolve("{\"reference\":\"urn:uuid:1\"}".getBytes(StandardCharsets.UTF_8), "Bundle.entry[1]");

        assertThat(new String(first, StandardCharsets.UTF_8)).contains("B/2");
        assertThat(new String(second, StandardCharsets.UTF_8)).contains("A/1");
    }

    @Test
    void refusesReferencesThatLeadNowhere() {
        assertThatThrownBy(() -> new ReferenceRewriter(Map.of())
                        .resolve("{\"reference\":\"urn:uuid:9\"}".getBytes(StandardCharsets.UTF_8), "Bundle.entry[0]"))
                .isInstanceOf(FailureException.class);
    }

    private static byte[] bytes(SentEntry entry) {
        byte[] resource = entry.resource();
        return resource == null ? new byte[0] : resource;
    }
}
