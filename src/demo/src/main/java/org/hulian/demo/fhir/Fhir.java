package org.hulian.demo.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.hulian.demo.catalogue.NamedResident;
import org.hulian.demo.chance.StableId;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.SourceRecord;

/** FHIR R4 datatypes as JSON; decimals keep their scale. */
final class Fhir {
    static final String BASE = "http://hulian.org/fhir/";
    static final String LOINC = "http://loinc.org";
    static final String UCUM = "http://unitsofmeasure.org";
    static final String SNOMED = "http://snomed.info/sct";
    static final String HL7 = "http://terminology.hl7.org/CodeSystem/";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'+08:00'");

    private Fhir() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode list(JsonNode... members) {
        ArrayNode list = NODES.arrayNode();
        for (JsonNode member : members) {
            list.add(member);
        }
        return list;
    }

    static ArrayNode texts(String... members) {
        ArrayNode list = NODES.arrayNode();
        for (String member : members) {
            list.add(member);
        }
        return list;
    }

    static ObjectNode resource(String type, String id) {
        return object().put("resourceType", type).put("id", id);
    }

    static ObjectNode coding(String system, String code, String display) {
        return object().put("system", system).put("code", code).put("display", display);
    }

    static ObjectNode coding(String system, String code) {
        return object().put("system", system).put("code", code);
    }

    static ObjectNode concept(JsonNode... codings) {
        return object().set("coding", list(codings));
    }

    static ObjectNode reference(String type, String id) {
        return object().put("reference", type + "/" + id);
    }

    static ObjectNode reference(Site site) {
        return reference("Organization", site.code());
    }

    static ObjectNode reference(Resident resident, SourceRecord source) {
        return reference("Patient", patientId(resident, source));
    }

    static ObjectNode identifier(String system, String value) {
        return object().put("system", system).put("value", value);
    }

    /** A number that the institution gave out itself. */
    static ObjectNode identifier(Site site, String kind, String value) {
        return identifier(BASE + "identifier/" + kind + "/" + site.code(), value);
    }

    static ObjectNode quantity(BigDecimal value, String unit, String ucum) {
        return object().put("value", value)
                .put("unit", unit)
                .put("system", UCUM)
                .put("code", ucum);
    }

    static ObjectNode period(LocalDateTime start, LocalDateTime end) {
        return object().put("start", time(start)).put("end", time(end));
    }

    static String time(LocalDateTime time) {
        return SECONDS.format(time);
    }

    /** The id of a resident's Patient at a place; for a resident with a login the one their login names. */
    static String patientId(Resident resident, SourceRecord source) {
        NamedResident named = resident.named();
        return named != null && source.site().role() == Site.Role.COMMUNITY
                ? named.patientId()
                : id(source.site(), "Patient", source.mrn());
    }

    static String id(Site site, String type, String naturalKey) {
        return StableId.of(site.code(), type, naturalKey);
    }
}
