package org.hulian.fhir.recognition.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.hulian.fhir.recognition.EarlierResult.Person;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.jspecify.annotations.Nullable;

/** Whether a result in a file is the resident's: the same reference, or records that share an identifier. */
final class SamePerson {
    private final ResultFile results;
    private final ResultFile orders;

    SamePerson(ResultFile orders, ResultFile results) {
        this.orders = orders;
        this.results = results;
    }

    Person of(@Nullable String ordered, JsonNode result) {
        String subject = FhirJson.local(result.at("/subject/reference").asText());
        if (ordered == null || subject.isEmpty()) {
            return Person.OTHER;
        }
        if (ordered.equals(subject)) {
            return Person.LINKED;
        }
        Set<String> shared = identifiers(ordered);
        shared.retainAll(identifiers(subject));
        return shared.isEmpty() ? Person.OTHER : Person.LINKED;
    }

    private Set<String> identifiers(String patient) {
        Set<String> identifiers = new HashSet<>();
        JsonNode found = results.find(patient).or(() -> orders.find(patient)).orElse(null);
        if (found != null) {
            for (JsonNode identifier : found.path("identifier")) {
                identifiers.add(identifier.path("system").asText() + "|"
                        + identifier.path("value").asText());
            }
        }
        return identifiers;
    }
}
