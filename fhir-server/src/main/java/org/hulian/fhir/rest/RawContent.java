package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.Version;
import org.jspecify.annotations.Nullable;

/**
 * What a Binary holds.
 *
 * @param type            its media type
 * @param securityContext reference to the resource whose sensitivity it shares, or null
 */
record RawContent(String type, @Nullable String securityContext, byte[] bytes) {
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}(?:\\s*;[ -~]{1,200})?");
    /** <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.4.2">A weight of 0 is "not acceptable".</a> */
    private static final Pattern NONE_OF_IT = Pattern.compile(";\\s*q=0(\\.0{0,3})?\\s*(;|$)");

    private static final Set<String> OF_FHIR = Set.of(
            "application/fhir+json",
            "application/fhir+xml",
            "application/json+fhir",
            "application/xml+fhir",
            "application/json",
            "application/xml",
            "text/json",
            "text/xml",
            "*/*",
            "application/*");

    /** Whether any of the media types of a header means the resource itself. */
    static boolean isOfFhir(String header) {
        for (String each : header.split(",", -1)) {
            if (OF_FHIR.contains(bare(each))) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String type) {
        return type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    static RawContent of(byte[] binary) {
        JsonNode body = Objects.requireNonNull(FhirJson.read(binary));
        JsonNode context = body.path("securityContext").path("reference");
        return new RawContent(
                body.path("contentType").asText(),
                context.isTextual() ? context.asText() : null,
                Base64.getMimeDecoder().decode(body.path("data").asText()));
    }

    /** A Binary around the content. */
    byte[] json(@Nullable String id) {
        if (!MEDIA_TYPE.matcher(type).matches()) {
            throw new FailureException(new Failure.MediaType(Shown.of(type), false));
        }
        ObjectNode binary = JsonNodeFactory.instance.objectNode();
        binary.put("resourceType", "Binary");
        if (id != null) {
            binary.put("id", id);
        }
        binary.put("contentType", type);
        if (securityContext != null) {
            binary.putObject("securityContext").put("reference", securityContext);
        }
        if (bytes.length > 0) {
            binary.put("data", Base64.getEncoder().encodeToString(bytes));
        }
        return binary.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Never shown within a page of ours, whatever a browser takes it for. */
    Response response(String accept, Version version, Instant updated) {
        if (!isAccepted(accept)) {
            throw new FailureException(new Failure.NotSupported(
                    "This Accept", List.of(type, "application/fhir+json", "application/fhir+xml"), 406));
        }
        Response.ResponseBuilder response = Response.ok(bytes)
                // What was stored as a resource may name anything.
                .header("Content-Type", MEDIA_TYPE.matcher(type).matches() ? type : "application/octet-stream")
                .header("ETag", Answers.etag(version))
                .header("Last-Modified", Answers.date(updated))
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Content-Disposition", "attachment");
        return securityContext == null
                ? response.build()
                : response.header("X-Security-Context", securityContext).build();
    }

    private boolean isAccepted(String accept) {
        String own = bare(type);
        for (String each : accept.split(",", -1)) {
            String range = NONE_OF_IT.matcher(each).find() ? "" : bare(each);
            if (range.equals(own) || (range.endsWith("/*") && own.startsWith(range.substring(0, range.length() - 1)))) {
                return true;
            }
        }
        return false;
    }
}
