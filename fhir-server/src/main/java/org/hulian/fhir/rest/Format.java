package org.hulian.fhir.rest;

import java.util.Locale;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jspecify.annotations.Nullable;

/** The representations on offer, <a href="https://hl7.org/fhir/R4/http.html#mime-type">mime types</a>. */
enum Format {
    JSON("application/fhir+json;charset=utf-8"),
    XML("application/fhir+xml;charset=utf-8");

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** What to answer in: {@code _format} wins over Accept; the first of the best quality wins. */
    static Format answering(@Nullable String parameter, @Nullable String accept) {
        if (parameter != null) {
            Format asked = named(parameter.strip().replace(' ', '+'));
            if (asked == null) {
                throw new FailureException(new Failure.MediaType(parameter, true));
            }
            return asked;
        }
        if (accept == null || accept.isBlank() || accept.equals("application/fhir+json")) {
            return JSON;
        }
        return best(accept);
    }

    /** What a body is sent in. */
    static Format sent(@Nullable String contentType) {
        Format sent = contentType == null ? null : named(contentType);
        if (sent == null || !isUtf8(contentType)) {
            throw new FailureException(new Failure.MediaType(contentType == null ? "" : contentType, false));
        }
        return sent;
    }

    private static Format best(String accept) {
        Format best = null;
        double quality = 0;
        for (String range : accept.split(",", -1)) {
            double given = quality(range);
            Format format = named(range);
            if (format == null && wildcard(range)) {
                format = JSON;
            }
            if (format != null && given > quality) {
                best = format;
                quality = given;
            }
        }
        if (best == null) {
            throw new FailureException(new Failure.MediaType(accept, true));
        }
        return best;
    }

    private static boolean wildcard(String range) {
        String type = bare(range);
        return type.equals("*/*") || type.equals("application/*");
    }

    private static @Nullable Format named(String type) {
        if (!isR4(type)) {
            return null;
        }
        return switch (bare(type)) {
            case "application/fhir+json", "application/json", "application/json+fhir", "text/json", "json" -> JSON;
            case "application/fhir+xml", "application/xml", "application/xml+fhir", "text/xml", "xml" -> XML;
            default -> null;
        };
    }

    /** A client that asks for another version could not read the answer. */
    private static boolean isR4(String type) {
        if (type.indexOf(';') < 0) {
            return true;
        }
        String lower = type.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "");
        int version = lower.indexOf(";fhirversion=");
        return version < 0 || lower.substring(version).matches(";fhirversion=4\\.0(\\.\\d+)?(;.*)?");
    }

    private static String bare(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static double quality(String range) {
        for (String parameter : range.split(";", -1)) {
            String text = parameter.strip();
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }

    private static boolean isUtf8(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String lower = contentType.toLowerCase(Locale.ROOT).replace("\"", "");
        int charset = lower.indexOf("charset=");
        return charset < 0 || lower.startsWith("utf-8", charset + "charset=".length());
    }
}
