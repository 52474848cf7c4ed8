package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** Bodies that come packed, or without saying how long they are. */
@QuarkusTest
class PackedBodyTest extends HubTest {
    private static final int TOO_LARGE = 6 << 20;

    @Test
    void unpacksWhatWasPacked() throws IOException {
        byte[] packed = packed(PATIENT.formatted("packed").getBytes(StandardCharsets.UTF_8));

        Answer created = hospital.send("POST", "/fhir/Patient", packed, "Content-Encoding", "gzip");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().at("/identifier/0/value").asText()).isEqualTo("packed");
    }

    @Test
    void refusesASmallArchiveOfALargeBody() throws IOException {
        byte[] blank = new byte[TOO_LARGE];
        Arrays.fill(blank, (byte) ' ');
        byte[] packed = packed(blank);
        assertThat(packed.length).isLessThan(50_000);

        Answer refused = hospital.send("POST", "/fhir/Patient", packed, "Content-Encoding", "gzip");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.issue()).isEqualTo("too-long");
    }

    @Test
    void refusesALargeBodyThatDoesNotStateItsLength() throws Exception {
        byte[] blank = new byte[TOO_LARGE];
        Arrays.fill(blank, (byte) ' ');
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class)
                        + "/fhir/Patient"))
                .header("Authorization", "Bearer " + issuer.system("city-second"))
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(blank)))
                .build();

        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Answer refused = new Answer(client.send(request, HttpResponse.BodyHandlers.ofString()));

            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.issue()).isEqualTo("too-long");
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
