package org.hulian.fhir.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** An answer of the hub, and what tests ask of it. */
public record Answer(HttpResponse<String> response) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    /** A header's value, empty when it is absent. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body());
        } catch (IOException e) {
            throw new UncheckedIOException(body(), e);
        }
    }

    /** The code of the first issue of an OperationOutcome; empty when it is none. */
    public String issue() {
        return body().startsWith("{") ? json().at("/issue/0/code").asText() : "";
    }

    /** Logical ids of the entries of a Bundle. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        json().path("entry").forEach(entry -> ids.add(entry.at("/resource/id").asText()));
        return ids;
    }

    /** The address of a link of a Bundle, without the server; empty when it is absent. */
    public String link(String relation) {
        for (JsonNode link : json().path("link")) {
            if (link.path("relation").asText().equals(relation)) {
                String url = link.path("url").asText();
                return url.substring(url.indexOf("/fhir"));
            }
        }
        return "";
    }
}
