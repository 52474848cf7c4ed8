package org.hulian.fhir.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.resource.ResourceId;

/** Whom a Group names, <a href="https://hl7.org/fhir/R4/group.html">Group</a>. */
final class GroupMembers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATIENT = "Patient/";

    private GroupMembers() {}

    /** Ids of active members that are patients of this hub. */
    static List<String> patients(byte[] group) {
        List<String> ids = new ArrayList<>();
        try {
            for (JsonNode member : JSON.readTree(group).path("member")) {
                String reference = member.at("/entity/reference").asText();
                int start = reference.lastIndexOf(PATIENT);
                String id = start < 0 ? "" : reference.substring(start + PATIENT.length());
                if (!member.path("inactive").asBoolean() && ResourceId.isValid(id)) {
                    ids.add(id);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }
}
