package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses as people type them and as {@code curl} sends them: {@code identifier=system|value} with the bar as it is. */
@QuarkusTest
class TypedAddressTest extends HubTest {
    @Test
    void aBarFindsWhatAnEscapedBarFinds() {
        String id = hospital.post(
                        "/fhir/Patient",
                        "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"urn:typed\",\"value\":\"1\"}],"
                                + "\"name\":[{\"family\":\"Müller\"}]}")
                .json()
                .path("id")
                .asText();

        assertThat(typed("GET /fhir/Patient?identifier=urn:typed|1"))
                .startsWith("HTTP/1.1 200")
                .contains(id);
        assertThat(typed("GET /fhir/Patient?identifier=urn:typed|1&family=Müller"))
                .contains(id)
                .contains("identifier=urn:typed%7C1");
        assertThat(typed("DELETE /fhir/Patient?identifier=urn:typed|1")).startsWith("HTTP/1.1 204");
        assertThat(typed("GET /fhir/Patient?identifier=urn:typed|1")).doesNotContain(id);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /fhir/Patient?family=\"<>^`{}\\, 200",
        "GET /fhir/Patient?family=%zz, 400",
        "GET /fhir/Patient?family=%, 400",
        "GET /fhir/Patient|x?family=a, 404",
        "GET /fhir/Patient/a|b, 404",
    })
    void whatCannotBeMeantOtherwiseIsTakenAndTheRestRefusedWithAnOutcome(String line, int status) {
        assertThat(typed(line)).startsWith("HTTP/1.1 " + status).contains("\"resourceType\":");
    }

    /** What a client that does not look at its addresses receives. */
    private String typed(String line) {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request = line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                    + issuer.system("city-second") + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
