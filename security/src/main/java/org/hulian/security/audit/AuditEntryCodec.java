package org.hulian.security.audit;

/**
 * The canonical form of an entry: one line of JSON in UTF-8, fields in a fixed order, absent and empty ones left out,
 * no white space. These bytes are what is hashed, stored and exported; they are on the path of every read.
 */
public final class AuditEntryCodec {

    private AuditEntryCodec() {}

    public static byte[] encode(AuditEntry entry) {
        CanonicalJson json = new CanonicalJson();
        json.begin('{');
        json.name("id").uuid(entry.id());
        json.name("recorded").instant(entry.recorded());
        json.name("interaction").ascii(entry.interaction().name());
        json.name("outcome").ascii(entry.outcome().name());
        agent(json.name("agent"), entry.agent());
        if (!entry.patients().isEmpty()) {
            json.name("patients").begin('[');
            entry.patients().forEach(patient -> json.element().uuid(patient));
            json.end(']');
        }
        if (!entry.entities().isEmpty()) {
            json.name("entities").begin('[');
            entry.entities().forEach(entity -> entity(json.element(), entity));
            json.end(']');
        }
        json.optional("query", entry.query());
        json.optional("policies", entry.policies());
        json.name("request").text(entry.requestId());
        json.optional("reason", entry.reason());
        json.end('}');
        return json.toBytes();
    }

    /**
     * Reads the canonical form back.
     *
     * @throws IllegalArgumentException when the bytes are not an entry
     */
    public static AuditEntry decode(byte[] canonical) {
        return AuditEntryReader.read(canonical);
    }

    private static void agent(CanonicalJson json, Agent agent) {
        json.begin('{');
        json.optional("subject", agent.subject());
        json.optional("name", agent.name());
        json.optional("client", agent.clientId());
        json.optional("roles", agent.roles());
        json.optional("institution", agent.institution());
        json.optional("address", agent.address());
        if (agent.purposes() != 0) {
            json.name("purposes").number(agent.purposes());
        }
        json.end('}');
    }

    private static void entity(CanonicalJson json, Entity entity) {
        json.begin('{');
        json.name("kind").ascii(entity.kind().name());
        json.name("type").text(entity.type());
        json.name("id").text(entity.id());
        if (entity.version() != 0) {
            json.name("version").number(entity.version());
        }
        json.end('}');
    }
}
