package org.hulian.fhir.bundle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.StoredResource;
import org.jspecify.annotations.Nullable;

/** Puts <a href="https://hl7.org/fhir/R4/bundle.html">Bundles</a> together by copying the stored bytes. */
public final class BundleWriter {
    private final String base;

    /** Writes absolute addresses below a base URL without a slash at its end. */
    public BundleWriter(String base) {
        this.base = base;
    }

    /** A link of a Bundle. */
    public record Link(String relation, String url) {}

    /**
     * A page of a search.
     *
     * @param outcome an OperationOutcome about what was ignored, or null
     */
    public byte[] searchset(
            UUID id,
            Instant now,
            @Nullable Long total,
            List<Link> links,
            List<StoredResource> matches,
            List<StoredResource> included,
            byte @Nullable [] outcome) {
        int size = 512;
        for (StoredResource match : matches) {
            size += match.body().length + 160;
        }
        for (StoredResource beside : included) {
            size += beside.body().length + 160;
        }
        JsonBytes out = head(size, id, now, "searchset", total, links);
        boolean first = true;
        for (StoredResource match : matches) {
            separate(out, first);
            first = false;
            found(out, match, "match");
        }
        for (StoredResource beside : included) {
            separate(out, first);
            first = false;
            found(out, beside, "include");
        }
        if (outcome != null) {
            separate(out, first);
            first = false;
            out.raw("{\"resource\":").json(outcome).raw(",\"search\":{\"mode\":\"outcome\"}}");
        }
        return end(out, first);
    }

    private void found(JsonBytes out, StoredResource resource, String mode) {
        out.raw("{\"fullUrl\":").quoted(address(resource.key()));
        out.raw(",\"resource\":").json(resource.body()).raw(",\"search\":{\"mode\":\"" + mode + "\"}}");
    }

    /** Versions of one resource, newest first. */
    public byte[] history(UUID id, Instant now, List<Link> links, List<HistoryEntry> versions) {
        JsonBytes out = head(4096, id, now, "history", null, links);
        boolean first = true;
        for (HistoryEntry version : versions) {
            separate(out, first);
            first = false;
            byte[] body = version.body();
            boolean created = version.version().number() == 1;
            // An id that is not of the server's own making came with an update.
            boolean posted = created && ResourceKeys.isOwnKey(version.key().id().value());
            String method = body == null ? "DELETE" : posted ? "POST" : "PUT";
            String status = body == null ? "204" : created ? "201" : "200";
            out.raw("{\"fullUrl\":").quoted(address(version.key()));
            if (body != null) {
                out.raw(",\"resource\":").json(body);
            }
            out.raw(",\"request\":{\"method\":\"" + method + "\",\"url\":")
                    .quoted(posted ? version.key().type().name() : version.key().toString());
            out.raw("},\"response\":{\"status\":\"" + status + "\",\"etag\":\"W/\\\""
                    + version.version().number() + "\\\"\",\"lastModified\":\""
                    + instant(version.updated()) + "\"}}");
        }
        return end(out, first);
    }

    /** A <a href="https://hl7.org/fhir/R4/documents.html">document</a>: a Composition, then what it refers to. */
    public byte[] document(UUID id, Instant now, List<StoredResource> resources) {
        int size = 512;
        for (StoredResource resource : resources) {
            size += resource.body().length + 160;
        }
        JsonBytes out = new JsonBytes(size);
        out.raw("{\"resourceType\":\"Bundle\",\"identifier\":{\"system\":\"urn:ietf:rfc:3986\",\"value\":\"urn:uuid:"
                + id + "\"},\"type\":\"document\",\"timestamp\":\"" + instant(now) + "\"");
        boolean first = true;
        for (StoredResource resource : resources) {
            separate(out, first);
            first = false;
            out.raw("{\"fullUrl\":").quoted(address(resource.key()));
            out.raw(",\"resource\":").json(resource.body()).raw("}");
        }
        return end(out, first);
    }

    /** Answers to the entries of a batch or transaction, in their order. */
    public byte[] responses(UUID id, String type, List<EntryAnswer> answers) {
        JsonBytes out = head(answers.size() * 256 + 256, id, null, type + "-response", null, List.of());
        boolean first = true;
        for (EntryAnswer answer : answers) {
            separate(out, first);
            first = false;
            answer(out, answer);
        }
        return end(out, first);
    }

    private void answer(JsonBytes out, EntryAnswer answer) {
        out.raw("{");
        ResourceKey key = answer.key();
        if (key != null) {
            out.raw("\"fullUrl\":").quoted(address(key)).raw(",");
        }
        byte[] resource = answer.resource();
        if (resource != null) {
            out.raw("\"resource\":").json(resource).raw(",");
        }
        out.raw("\"response\":{\"status\":\"" + answer.status() + "\"");
        if (key != null && answer.version() > 0) {
            out.raw(",\"location\":").quoted(address(key) + "/_history/" + answer.version());
            out.raw(",\"etag\":\"W/\\\"" + answer.version() + "\\\"\"");
        }
        Instant updated = answer.updated();
        if (updated != null) {
            out.raw(",\"lastModified\":\"" + instant(updated) + "\"");
        }
        byte[] outcome = answer.outcome();
        if (outcome != null) {
            out.raw(",\"outcome\":").json(outcome);
        }
        out.raw("}}");
    }

    private String address(ResourceKey key) {
        return base + "/" + key;
    }

    private static JsonBytes head(
            int size, UUID id, @Nullable Instant now, String type, @Nullable Long total, List<Link> links) {
        JsonBytes out = new JsonBytes(size + links.size() * 600);
        out.raw("{\"resourceType\":\"Bundle\",\"id\":\"" + id + "\"");
        if (now != null) {
            out.raw(",\"meta\":{\"lastUpdated\":\"" + instant(now) + "\"}");
        }
        out.raw(",\"type\":\"" + type + "\"");
        if (total != null) {
            out.raw(",\"total\":" + total);
        }
        for (int i = 0; i < links.size(); i++) {
            out.raw(i == 0 ? ",\"link\":[" : ",");
            out.raw("{\"relation\":\"" + links.get(i).relation() + "\",\"url\":")
                    .quoted(links.get(i).url())
                    .raw("}");
        }
        return links.isEmpty() ? out : out.raw("]");
    }

    /** An empty array is not allowed in FHIR's JSON, so the member begins with its first element. */
    private static void separate(JsonBytes out, boolean first) {
        out.raw(first ? ",\"entry\":[" : ",");
    }

    private static byte[] end(JsonBytes out, boolean empty) {
        return out.raw(empty ? "}" : "]}").toByteArray();
    }

    private static String instant(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
