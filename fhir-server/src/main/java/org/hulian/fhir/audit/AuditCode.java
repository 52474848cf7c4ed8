package org.hulian.fhir.audit;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.hulian.fhir.search.TokenValue;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;

/** How an AuditEvent names interactions and outcomes, turned round for searching: from codes to what is stored. */
final class AuditCode {
    private static final String REST = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String RESTFUL = "http://hl7.org/fhir/restful-interaction";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String HULIAN = "http://hulian.org/fhir/CodeSystem/audit-event-subtype";
    private static final String ACTION = "http://hl7.org/fhir/audit-event-action";
    private static final String OUTCOME = "http://hl7.org/fhir/audit-event-outcome";

    private AuditCode() {}

    static Set<Interaction> withAction(TokenValue value) {
        return interactions(interaction -> matches(value, ACTION, action(interaction)));
    }

    static Set<Interaction> withType(TokenValue value) {
        return interactions(interaction -> switch (interaction) {
            case MESSAGE -> matches(value, DICOM, "110107");
            case AUDIT_EXPORT -> matches(value, DICOM, "110101");
            case AUTHENTICATE -> matches(value, DICOM, "110114");
            case READ, VREAD, SEARCH, HISTORY, CREATE, UPDATE, PATCH, DELETE, TRANSACTION, OPERATION ->
                matches(value, REST, "rest");
        });
    }

    static Set<Interaction> withSubtype(TokenValue value) {
        return interactions(interaction -> switch (interaction) {
            case READ -> matches(value, RESTFUL, "read");
            case VREAD -> matches(value, RESTFUL, "vread");
            case SEARCH -> matches(value, RESTFUL, "search-type");
            case HISTORY -> matches(value, RESTFUL, "history-instance");
            case CREATE -> matches(value, RESTFUL, "create");
            case UPDATE -> matches(value, RESTFUL, "update");
            case PATCH -> matches(value, RESTFUL, "patch");
            case DELETE -> matches(value, RESTFUL, "delete");
            case TRANSACTION -> matches(value, RESTFUL, "transaction");
            case OPERATION -> matches(value, RESTFUL, "operation");
            case MESSAGE -> matches(value, HULIAN, "message");
            case AUDIT_EXPORT -> matches(value, DICOM, "110106");
            case AUTHENTICATE -> matches(value, DICOM, "110122");
        });
    }

    static Set<Outcome> withOutcome(TokenValue value) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            String code = switch (outcome) {
                case ALLOWED -> "0";
                case DENIED, NOT_FOUND, REJECTED -> "4";
                case FAILED -> "8";
            };
            if (matches(value, OUTCOME, code)) {
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private static String action(Interaction interaction) {
        return switch (interaction) {
            case READ, VREAD, HISTORY, AUDIT_EXPORT -> "R";
            case CREATE, MESSAGE -> "C";
            case UPDATE, PATCH -> "U";
            case DELETE -> "D";
            case SEARCH, TRANSACTION, OPERATION, AUTHENTICATE -> "E";
        };
    }

    private static Set<Interaction> interactions(Predicate<Interaction> condition) {
        Set<Interaction> found = EnumSet.noneOf(Interaction.class);
        for (Interaction interaction : Interaction.values()) {
            if (condition.test(interaction)) {
                found.add(interaction);
            }
        }
        return found;
    }

    private static boolean matches(TokenValue value, String system, String code) {
        return switch (value) {
            case TokenValue.AnySystem any -> any.code().equals(code);
            case TokenValue.Exact exact ->
                exact.system().equals(system) && exact.code().equals(code);
            case TokenValue.NoSystem none -> false;
            case TokenValue.AnyCode any -> any.system().equals(system);
            case TokenValue.OfType typed -> false;
        };
    }
}
