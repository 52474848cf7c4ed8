package org.hulian.security.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How FHIR and DICOM name an interaction.
 *
 * @param action C, R, U, D or E (https://hl7.org/fhir/R4/valueset-audit-event-action.html)
 * @param profile last word of the BALP profile, if there is one
 */
record AuditCodes(Code type, Code subtype, String action, Optional<String> profile) {

    /** A coding without a display: the code systems have them. */
    record Code(String system, String code) {
        void put(ObjectNode coding) {
            coding.put("system", system).put("code", code);
        }
    }

    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final Code SOURCE = new Code(DICOM, "110153");
    private static final Code DESTINATION = new Code(DICOM, "110152");
    static final Code APPLICATION_SERVER = new Code("http://terminology.hl7.org/CodeSystem/security-source-type", "4");

    private static final Code REST = new Code("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest");

    static AuditCodes of(Interaction interaction) {
        return switch (interaction) {
            case READ -> rest("read", "R", "Read");
            case VREAD -> rest("vread", "R", "Read");
            case SEARCH -> rest("search-type", "E", "Query");
            case HISTORY -> rest("history-instance", "R", null);
            case CREATE -> rest("create", "C", "Create");
            case UPDATE -> rest("update", "U", "Update");
            case PATCH -> rest("patch", "U", "Update");
            case DELETE -> rest("delete", "D", "Delete");
            case TRANSACTION -> rest("transaction", "E", null);
            case OPERATION -> rest("operation", "E", null);
            // DICOM PS3.16 CID 400: Import, Audit Log Used with Export, User Authentication with Login.
            case MESSAGE ->
                dicom("110107", new Code("http://hulian.org/fhir/CodeSystem/audit-event-subtype", "message"), "C");
            case AUDIT_EXPORT -> dicom("110101", new Code(DICOM, "110106"), "R");
            case AUTHENTICATE -> dicom("110114", new Code(DICOM, "110122"), "E");
        };
    }

    boolean isQuery() {
        return profile.filter("Query"::equals).isPresent();
    }

    /** The client's part: records flow to it on a read; BALP counts a query as flowing to the hub. */
    Code client() {
        return switch (action) {
            case "R" -> DESTINATION;
            case "D" -> new Code(DICOM, "110150");
            default -> SOURCE;
        };
    }

    /** The hub's part. */
    Code server() {
        return switch (action) {
            case "R" -> SOURCE;
            case "D" -> new Code("http://terminology.hl7.org/CodeSystem/provenance-participant-type", "custodian");
            default -> DESTINATION;
        };
    }

    /** Whether the user takes records in, rather than writing them. */
    boolean isReceiving() {
        return action.equals("R") || action.equals("E");
    }

    private static AuditCodes rest(String code, String action, @Nullable String profile) {
        Code subtype = new Code("http://hl7.org/fhir/restful-interaction", code);
        return new AuditCodes(REST, subtype, action, Optional.ofNullable(profile));
    }

    private static AuditCodes dicom(String type, Code subtype, String action) {
        return new AuditCodes(new Code(DICOM, type), subtype, action, Optional.empty());
    }
}
