package org.hulian.security.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The agents of an AuditEvent: the user, the client application, the hub, and the institution acted for. */
record AuditAgents(String hub) {

    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String NETWORK_IP = "2";
    private static final String NETWORK_URI = "5";

    void put(ArrayNode agents, AuditEntry entry, AuditCodes codes) {
        Agent agent = entry.agent();
        boolean byUser = agent.subject() != null;
        if (byUser) {
            user(agents.addObject(), agent, codes);
        }
        client(agents.addObject(), entry, codes, !byUser);
        ObjectNode server = agents.addObject();
        type(server, codes.server());
        who(server, "urn:ietf:rfc:3986", hub);
        server.put("requestor", false);
        server.putObject("network").put("address", hub).put("type", NETWORK_URI);
        if (agent.institution() != null) {
            ObjectNode institution = agents.addObject();
            type(institution, new AuditCodes.Code("http://terminology.hl7.org/CodeSystem/v3-RoleClass", "PROV"));
            who(institution, "http://hulian.org/fhir/identifier/institution", agent.institution());
            institution.put("requestor", false);
        }
    }

    private static void user(ObjectNode user, Agent agent, AuditCodes codes) {
        type(user, new AuditCodes.Code(PARTICIPATION, codes.isReceiving() ? "IRCP" : "AUT"));
        for (String role : agent.roles()) {
            new AuditCodes.Code("http://hulian.org/fhir/CodeSystem/role", role)
                    .put(user.withArray("role").addObject().putArray("coding").addObject());
        }
        who(user, "http://hulian.org/fhir/identifier/subject", agent.subject());
        if (agent.name() != null) {
            user.put("name", agent.name());
        }
        user.put("requestor", true);
        AuditEvents.purposes(user, "purposeOfUse", agent.purposes());
    }

    private static void client(ObjectNode client, AuditEntry entry, AuditCodes codes, boolean requestor) {
        Agent agent = entry.agent();
        type(client, codes.client());
        who(
                client,
                "http://hulian.org/fhir/identifier/client",
                agent.clientId() == null ? "unknown" : agent.clientId());
        client.put("requestor", requestor);
        for (String policy : entry.policies()) {
            if (!AuditEntities.isConsent(policy)) {
                client.withArray("policy").add("urn:hulian:policy:" + policy);
            }
        }
        if (agent.address() != null) {
            client.putObject("network").put("address", agent.address()).put("type", NETWORK_IP);
        }
    }

    private static void type(ObjectNode agent, AuditCodes.Code code) {
        code.put(agent.putObject("type").putArray("coding").addObject());
    }

    private static void who(ObjectNode agent, String system, @Nullable String value) {
        agent.putObject("who").putObject("identifier").put("system", system).put("value", value);
    }
}
