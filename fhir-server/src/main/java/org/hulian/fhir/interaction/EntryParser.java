package org.hulian.fhir.interaction;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hulian.fhir.bundle.SentEntry;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.patch.Patches;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;
import org.jspecify.annotations.Nullable;

/** Reads what an entry of a batch or transaction asks to change. */
public final class EntryParser {
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"?([1-9][0-9]{0,8})\"?");

    private final String base;
    private final Patches patches;

    /** For entries whose addresses are relative or below the base URL. */
    public EntryParser(String base, Patches patches) {
        this.base = base + "/";
        this.patches = patches;
    }

    static boolean reads(SentEntry entry) {
        return entry.method().equals("GET") || entry.method().equals("HEAD");
    }

    /** The address below the base, without the question mark and what follows. */
    public String path(SentEntry entry) {
        String local = local(entry);
        int question = local.indexOf('?');
        return question < 0 ? local : local.substring(0, question);
    }

    /** What follows the question mark, or null where there is none. */
    public @Nullable String query(SentEntry entry) {
        String local = local(entry);
        int question = local.indexOf('?');
        return question < 0 ? null : local.substring(question + 1);
    }

    private String local(SentEntry entry) {
        String url = entry.url();
        return url.startsWith(base) ? url.substring(base.length()) : url.replaceFirst("^/", "");
    }

    Asked asked(SentEntry entry) {
        Change change = switch (entry.method()) {
            case "POST" -> create(entry);
            case "PUT" -> new Change.Update(target(entry), resource(entry), ifMatch(entry));
            case "PATCH" ->
                new Change.Patching(target(entry), patches.ofEntry(resource(entry), entry.path()), ifMatch(entry));
            case "DELETE" -> new Change.Delete(target(entry), ifMatch(entry));
            default -> throw unsupported("The method of " + entry.path());
        };
        return new Asked(change, entry.path(), entry.fullUrl());
    }

    private Change create(SentEntry entry) {
        String path = path(entry);
        if (path.indexOf('/') >= 0 || query(entry) != null) {
            throw address(entry, "POST takes a resource type as its url.", "POST 的 url 应为资源类型。");
        }
        return new Change.Create(type(entry, path), resource(entry), entry.ifNoneExist());
    }

    private Target target(SentEntry entry) {
        if (entry.ifNoneExist() != null || entry.ifNoneMatch() != null) {
            throw address(
                    entry,
                    "ifNoneExist goes with POST and ifNoneMatch with GET; here ifMatch is meant.",
                    "ifNoneExist 仅用于 POST，ifNoneMatch 仅用于 GET；此处应使用 ifMatch。");
        }
        String[] path = path(entry).split("/", -1);
        ResourceType type = type(entry, path[0]);
        String query = query(entry);
        if (path.length == 1 && query != null) {
            return new Target.Match(type, query);
        }
        if (path.length != 2 || !ResourceId.isValid(path[1]) || query != null) {
            throw address(
                    entry,
                    entry.method() + " takes Type/id or Type?criteria as its url.",
                    entry.method() + " 的 url 应为“类型/标识”或“类型?条件”。");
        }
        return new Target.Id(new ResourceKey(type, new ResourceId(path[1])));
    }

    private static byte[] resource(SentEntry entry) {
        byte[] resource = entry.resource();
        if (resource == null) {
            throw address(entry, "The entry has no resource.", "条目缺少 resource。");
        }
        return resource;
    }

    private static ResourceType type(SentEntry entry, String name) {
        return ResourceTypes.r4().find(name).orElseThrow(() -> unsupported("The resource type of " + entry.path()));
    }

    private static @Nullable Version ifMatch(SentEntry entry) {
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
                new Failure.NotSupported(what, List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"), 400));
    }

    private static FailureException address(SentEntry entry, String en, String zh) {
        return new FailureException(new Failure.Malformed(
                "invalid", List.of(new Failure.Issue("invalid", entry.path() + ".request", en, zh))));
    }
}
