package org.hulian.fhir.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.resource.ResourceId;

/**
 * Whom a Group names, <a href="https://hl7.org/fhir/R4/group.html">Group</a>: of its active members those that are
 * patients or Groups of this hub, by their ids.
 */
record GroupMembers(List<String> patients, List<String> groups) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static GroupMembers of(byte[] group) {
        GroupMembers members = new GroupMembers(new ArrayList<>(), new ArrayList<>());
        try {
            for (JsonNode member : JSON.readTree(group).path("member")) {
                if (!member.path("inactive").asBoolean()) {
                    String reference = member.at("/entity/reference").asText();
                    addId("Patient/", reference, members.patients);
                    addId("Group/", reference, members.groups);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return members;
    }

    private static void addId(String type, String reference, List<String> ids) {
        int start = reference.lastIndexOf(type);
        String id = start < 0 ? "" : reference.substring(start + type.length());
        if (ResourceId.isValid(id)) {
            ids.add(id);
        }
    }
}
