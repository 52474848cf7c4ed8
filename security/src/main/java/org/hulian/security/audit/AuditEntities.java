package org.hulian.security.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;

/** The entities of an AuditEvent: patients, records, messages, the query, the consents that decided, the request. */
record AuditEntities(Function<UUID, String> patientIds) {

    private static final String TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
    private static final String PERSON = "1";
    private static final String SYSTEM_OBJECT = "2";

    void put(ArrayNode entities, AuditEntry entry) {
        for (UUID patient : entry.patients()) {
            ObjectNode entity = entities.addObject();
            entity.putObject("what").put("reference", "Patient/" + patientIds.apply(patient));
            codes(entity, PERSON, "1");
        }
        entry.entities().forEach(touched -> touched(entities.addObject(), touched));
        if (entry.query() != null) {
            ObjectNode query = entities.addObject();
            codes(query, SYSTEM_OBJECT, "24");
            byte[] raw = entry.query().getBytes(StandardCharsets.UTF_8);
            query.put("query", Base64.getEncoder().encodeToString(raw));
        }
        for (String policy : entry.policies()) {
            if (isConsent(policy)) {
                ObjectNode consent = entities.addObject();
                consent.putObject("what").put("reference", policy);
                codes(consent, SYSTEM_OBJECT, "13");
            }
        }
        ObjectNode request = entities.addObject();
        request.putObject("what").putObject("identifier").put("value", entry.requestId());
        new AuditCodes.Code("https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType", "XrequestId")
                .put(request.putObject("type"));
    }

    static boolean isConsent(String policy) {
        return policy.startsWith("Consent/");
    }

    private static void touched(ObjectNode entity, Entity touched) {
        switch (touched.kind()) {
            case RESOURCE -> {
                String version = touched.version() == 0 ? "" : "/_history/" + touched.version();
                entity.putObject("what").put("reference", touched.type() + "/" + touched.id() + version);
                codes(entity, SYSTEM_OBJECT, "4");
            }
            case MESSAGE -> {
                identified(entity, "http://hulian.org/fhir/identifier/message", touched.id());
                codes(entity, SYSTEM_OBJECT, "20");
                entity.put("name", touched.type());
            }
            case LOG -> {
                identified(entity, "http://hulian.org/fhir/identifier/audit-log", touched.type());
                codes(entity, SYSTEM_OBJECT, "13");
                entity.put("description", "through entry " + touched.id());
            }
        }
    }

    private static void identified(ObjectNode entity, String system, String value) {
        entity.putObject("what").putObject("identifier").put("system", system).put("value", value);
    }

    private static void codes(ObjectNode entity, String type, String role) {
        new AuditCodes.Code(TYPE, type).put(entity.putObject("type"));
        new AuditCodes.Code(ROLE, role).put(entity.putObject("role"));
    }
}
