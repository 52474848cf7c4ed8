package org.hulian.security.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hulian.security.consent.Purpose;

/**
 * Renders entries as FHIR R4 AuditEvents after IHE Basic Audit Log Patterns. Thread-safe.
 *
 * <p>A BALP profile is claimed only where the entry meets it: its profiles are of successes, over a known connection.
 *
 * @see <a href="https://profiles.ihe.net/ITI/BALP/index.html">BALP</a>
 */
public final class AuditEvents {

    private static final String PROFILE = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String observer;
    private final AuditAgents agents;
    private final AuditEntities entities;

    /**
     * A renderer for one hub.
     *
     * @param observer base URL of the hub
     * @param patientIds logical id of a Patient by its key
     */
    public AuditEvents(String observer, Function<UUID, String> patientIds) {
        this.observer = observer;
        this.agents = new AuditAgents(observer);
        this.entities = new AuditEntities(patientIds);
    }

    /** The AuditEvent as UTF-8 JSON. */
    public byte[] render(AuditEntry entry) {
        AuditCodes codes = AuditCodes.of(entry.interaction());
        ObjectNode event = JSON.createObjectNode();
        event.put("resourceType", "AuditEvent");
        event.put("id", entry.id().toString());
        profile(entry, codes)
                .ifPresent(
                        profile -> event.putObject("meta").putArray("profile").add(PROFILE + profile));
        codes.type().put(event.putObject("type"));
        codes.subtype().put(event.putArray("subtype").addObject());
        event.put("action", codes.action());
        event.put("recorded", entry.recorded().toString());
        outcome(event, entry);
        purposes(event, "purposeOfEvent", entry.agent().purposes());
        agents.put(event.putArray("agent"), entry, codes);
        ObjectNode source = event.putObject("source");
        source.putObject("observer")
                .put("display", "Hulian")
                .putObject("identifier")
                .put("value", observer);
        AuditCodes.APPLICATION_SERVER.put(source.putArray("type").addObject());
        entities.put(event.putArray("entity"), entry);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree that cannot be written", impossible);
        }
    }

    static void purposes(ObjectNode node, String name, int mask) {
        if ((mask & Purpose.ALL) == 0) {
            return;
        }
        ArrayNode concepts = node.putArray(name);
        for (Purpose purpose : Purpose.values()) {
            if ((mask & purpose.mask()) != 0) {
                new AuditCodes.Code(Purpose.SYSTEM, purpose.name())
                        .put(concepts.addObject().putArray("coding").addObject());
            }
        }
    }

    /** https://hl7.org/fhir/R4/valueset-audit-event-outcome.html. */
    private static void outcome(ObjectNode event, AuditEntry entry) {
        switch (entry.outcome()) {
            case ALLOWED -> event.put("outcome", "0");
            case DENIED -> event.put("outcome", "4").put("outcomeDesc", description(entry, "denied"));
            case NOT_FOUND -> event.put("outcome", "4").put("outcomeDesc", description(entry, "not-found"));
            case REJECTED -> event.put("outcome", "4").put("outcomeDesc", description(entry, "rejected"));
            case FAILED -> event.put("outcome", "8").put("outcomeDesc", description(entry, "failed"));
        }
    }

    private static String description(AuditEntry entry, String outcome) {
        return entry.reason() == null ? outcome : outcome + ": " + entry.reason();
    }

    private static Optional<String> profile(AuditEntry entry, AuditCodes codes) {
        boolean claimed = entry.outcome() == Outcome.ALLOWED
                && entry.agent().clientId() != null
                && entry.agent().address() != null;
        if (!claimed || codes.profile().isEmpty()) {
            return Optional.empty();
        }
        boolean hasObject =
                codes.isQuery() ? entry.query() != null : entry.entities().size() == 1;
        String patient = entry.patients().size() == 1 ? "Patient" : "";
        return hasObject ? codes.profile().map(profile -> patient + profile) : Optional.empty();
    }
}
