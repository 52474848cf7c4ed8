package org.hulian.launcher.feed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.hulian.launcher.LaunchFailure;

/**
 * HL7 over HTTP and its kin: a message is a POST to {@code /feed}.
 *
 * @see <a href="https://hapifhir.github.io/hapi-hl7v2/hapi-hl7overhttp/specification.html">HL7 over HTTP</a>
 */
public final class HttpSender implements MessageSender {
    private final URI feed;
    private final String institution;
    private final Supplier<String> token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * A sender for one institution.
     *
     * @param token of the institution's backend client; asked for again for every message
     */
    public HttpSender(URI hub, String institution, Supplier<String> token) {
        this.feed = hub.resolve("/feed");
        this.institution = institution;
        this.token = token;
    }

    @Override
    public Answer send(byte[] message, MessageKind kind) {
        HttpRequest request = HttpRequest.newBuilder(feed)
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token.get())
                .header("Content-Type", kind.contentType())
                .header("X-Hub-Sender", institution)
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build();
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String body = response.body();
            if (kind == MessageKind.HL7V2 && body.startsWith("MSH")) {
                return Answer.ofAcknowledgement(body);
            }
            boolean accepted = response.statusCode() / 100 == 2;
            return new Answer(accepted, Integer.toString(response.statusCode()), accepted ? "" : body.strip());
        } catch (IOException e) {
            throw new LaunchFailure("The hub does not answer at " + feed + ". Is it running? ./hub status", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while sending", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
