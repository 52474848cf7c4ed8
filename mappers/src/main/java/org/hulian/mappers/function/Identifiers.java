package org.hulian.mappers.function;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Value;
import org.jspecify.annotations.Nullable;

/**
 * Systems of identifiers. The sender's settings decide: by the assigning authority's universal id or name, then by type (table
 * 0203). A type that only one authority of a country gives (national id, health card) needs no authority; others with a universal
 * id of their own keep it.
 */
final class Identifiers {

    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9]\\d*))+");
    private static final Set<String> NATIONWIDE = Set.of("NI", "NNCHN", "HC", "JHN", "SS", "PPN");
    private static final String LOCAL = "http://hulian.org/fhir/identifier/";

    private Identifiers() {}

    /** CX (authority 4, type 5), or EI (authority 2 to 4) by args `[2]`. */
    static JsonValue system(Call call) {
        return system(call, call.arg(0, 4), 5, "local");
    }

    /** XCN: authority 9, type 13. */
    static JsonValue practitioner(Call call) {
        return system(call, 9, 13, "practitioner");
    }

    /** XON: authority 6, type 7. */
    static JsonValue organization(Call call) {
        return system(call, 6, 7, "organization");
    }

    private static JsonValue system(Call call, int authority, int typeAt, String kind) {
        String name;
        String universal;
        String universalType;
        if (authority == 2) {
            name = call.part(2);
            universal = call.part(3);
            universalType = call.part(4);
        } else {
            Value hd = call.value().component(authority);
            name = hd.component(1).text();
            universal = hd.component(2).text();
            universalType = hd.component(3).text();
            hd.markMapped();
        }
        String type = authority == 2 ? "" : call.value().component(typeAt).text();
        return new JsonValue.Text(system(call, new Authority(type, name, universal, universalType, kind)));
    }

    /** Who gave an identifier, as sent; kind names the system's path when no type was sent. */
    private record Authority(String type, String name, String universal, String universalType, String kind) {}

    private static String system(Call call, Authority given) {
        Map<String, String> agreed = call.context().sender().identifierSystems();
        for (String key : new String[] {given.universal(), given.name()}) {
            String system = key.isEmpty() ? null : agreed.get(key);
            if (system != null) {
                return system;
            }
        }
        String byType = agreed.get(given.type());
        if (byType != null && (given.universal().isEmpty() || NATIONWIDE.contains(given.type()))) {
            return byType;
        }
        if (!given.universal().isEmpty()) {
            return uri(given.universal(), given.universalType());
        }
        String sender = call.context().sender().code();
        String scope = given.name().isEmpty() ? sender : sender + '/' + encoded(given.name());
        String kind =
                given.type().isEmpty() ? given.kind() : encoded(given.type().toLowerCase(Locale.ROOT));
        return LOCAL + kind + '/' + scope;
    }

    /** An identifier without components (PID-19): the first type of the args that the sender has a system for. */
    static @Nullable JsonValue byType(Call call) {
        String text = call.part(1);
        String type = call.args().stream()
                .filter(call.context().sender().identifierSystems()::containsKey)
                .findFirst()
                .orElse(call.args().get(0));
        String system = call.context().sender().identifierSystems().get(type);
        JsonValue.Obj coding = JsonValue.Obj.of("system", "http://terminology.hl7.org/CodeSystem/v2-0203")
                .with("code", type);
        JsonValue.Obj identifier = JsonValue.Obj.empty()
                .with("type", JsonValue.Obj.empty().with("coding", JsonValue.Array.of(coding)))
                .with(
                        "system",
                        system == null
                                ? LOCAL
                                        + type.toLowerCase(Locale.ROOT)
                                        + '/'
                                        + call.context().sender().code()
                                : system);
        return text.isEmpty() ? null : identifier.with("value", text);
    }

    /** An OID as a URI, null for anything else. */
    static @Nullable JsonValue oid(Call call) {
        String text = call.value().text();
        return OID.matcher(text).matches() ? new JsonValue.Text("urn:oid:" + text) : null;
    }

    static String uri(String universal, String type) {
        if (OID.matcher(universal).matches()) {
            return "urn:oid:" + universal;
        }
        return switch (type) {
            case "UUID", "GUID" -> "urn:uuid:" + universal.toLowerCase(Locale.ROOT);
            case "URI", "URL" -> universal.replace(" ", "%20");
            default -> "urn:id:" + encoded(universal);
        };
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
