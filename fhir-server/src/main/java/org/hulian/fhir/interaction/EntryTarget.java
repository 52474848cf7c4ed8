package org.hulian.fhir.interaction;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hulian.fhir.bundle.SentEntry;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;
import org.jspecify.annotations.Nullable;

/** Which resource an entry of a transaction changes, and how. */
record EntryTarget(
        SentEntry entry,
        Verb verb,
        ResourceKey key,
        @Nullable Version ifMatch) {
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"?([1-9][0-9]{0,8})\"?");

    /** What a transaction can do. */
    enum Verb {
        POST,
        PUT,
        DELETE
    }

    static EntryTarget of(SentEntry entry, Supplier<UUID> ids) {
        if (entry.ifNoneExist() != null
                || entry.ifNoneMatch() != null
                || entry.url().indexOf('?') >= 0) {
            throw unsupported("Conditional requests in a transaction");
        }
        String[] path = entry.url().replaceFirst("^/", "").split("/", -1);
        ResourceType type =
                ResourceTypes.r4().find(path[0]).orElseThrow(() -> unsupported("The resource type of " + entry.path()));
        return switch (entry.method()) {
            case "POST" -> {
                if (path.length != 1) {
                    throw address(entry, "POST takes a resource type as its url.", "POST 的 url 应为资源类型。");
                }
                yield new EntryTarget(
                        entry,
                        Verb.POST,
                        new ResourceKey(type, new ResourceId(ids.get().toString())),
                        null);
            }
            case "PUT" -> new EntryTarget(entry, Verb.PUT, key(entry, type, path), version(entry));
            case "DELETE" -> new EntryTarget(entry, Verb.DELETE, key(entry, type, path), version(entry));
            default -> throw unsupported("A method other than POST, PUT and DELETE in a transaction");
        };
    }

    /** The body, which POST and PUT must have. */
    byte[] resource() {
        byte[] resource = entry.resource();
        if (resource == null) {
            throw address(entry, "The entry has no resource.", "条目缺少 resource。");
        }
        return resource;
    }

    private static ResourceKey key(SentEntry entry, ResourceType type, String[] path) {
        if (path.length != 2 || !ResourceId.isValid(path[1])) {
            throw address(entry, "PUT and DELETE take Type/id as their url.", "PUT 和 DELETE 的 url 应为“类型/标识”。");
        }
        return new ResourceKey(type, new ResourceId(path[1]));
    }

    private static @Nullable Version version(SentEntry entry) {
        String ifMatch = entry.ifMatch();
        if (ifMatch == null) {
            return null;
        }
        Matcher etag = ETAG.matcher(ifMatch);
        if (!etag.matches()) {
            throw address(entry, "ifMatch must be a weak ETag such as W/\"3\".", "ifMatch 应为弱 ETag，如 W/\"3\"。");
        }
        return new Version(Integer.parseInt(etag.group(1)));
    }

    private static FailureException unsupported(String what) {
        return new FailureException(
                new Failure.NotSupported(what, List.of("POST Type", "PUT Type/id", "DELETE Type/id"), 400));
    }

    private static FailureException address(SentEntry entry, String en, String zh) {
        return new FailureException(new Failure.Malformed(
                "invalid", List.of(new Failure.Issue("invalid", entry.path() + ".request", en, zh))));
    }
}
