package org.hulian.demo.fhir;

import static org.hulian.demo.fhir.Fhir.HL7;
import static org.hulian.demo.fhir.Fhir.coding;
import static org.hulian.demo.fhir.Fhir.concept;
import static org.hulian.demo.fhir.Fhir.list;
import static org.hulian.demo.fhir.Fhir.object;
import static org.hulian.demo.fhir.Fhir.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.hulian.demo.resident.Site;

/**
 * A resident of the demo region with many further observations from all six institutions: the twenty tests that are
 * ordered and forty others, spread over ten years. Their ids follow from their numbers.
 */
public final class LargeRecord {
    /** The demo resident who shares laboratory results with riverside, by a Consent of their own. */
    public static final String PATIENT = "0193d3c0-0000-7000-8000-000000000002";

    /** Their number in the demo region. */
    public static final int RESIDENT = 2;

    public static final int OBSERVATIONS = 50_000;

    /** Observations that one institution sends together. */
    public static final int BUNDLE = 250;

    /** LOINC codes of the tests that are ordered. */
    public static final List<String> ORDERED = List.of(
            "6690-2", "789-8", "718-7", "4544-3", "787-2", "777-3", "14682-9", "22664-7", "14933-6", "1742-6", "1920-8",
            "2324-2", "14631-6", "2885-2", "1751-7", "14647-2", "14927-8", "14646-4", "22748-8", "14749-6");

    private static final List<Site> SENDERS = List.of(Site.values());
    private static final int OTHERS = 40;
    private static final LocalDateTime LAST = LocalDateTime.parse("2026-11-19T20:00:00");

    private LargeRecord() {}

    /** The institution that sends an observation. */
    public static String sender(int number) {
        return SENDERS.get(number / BUNDLE % SENDERS.size()).code();
    }

    /** The observations of one sender from a number on, at most to another. */
    public static TransactionBundle bundle(int from, int to) {
        TransactionBundle bundle = new TransactionBundle();
        for (int number = from; number < to; number++) {
            bundle.put(observation(number));
        }
        return bundle;
    }

    private static ObjectNode observation(int number) {
        UUID id = UUID.nameUUIDFromBytes(("large record " + number).getBytes(StandardCharsets.UTF_8));
        // Every institution has every test, the newest ones from different institutions.
        int test = (number * 7 + number / BUNDLE) % (ORDERED.size() + OTHERS);
        boolean ordered = test < ORDERED.size();
        ObjectNode observation = resource("Observation", id.toString()).put("status", "final");
        observation.set("category", list(concept(coding(HL7 + "observation-category", "laboratory"))));
        observation.set(
                "code",
                concept(
                        ordered
                                ? coding(Fhir.LOINC, ORDERED.get(test))
                                : coding(Fhir.BASE + "codes/bench", "T" + test)));
        observation.set("subject", Fhir.reference("Patient", PATIENT));
        observation.put("effectiveDateTime", Fhir.time(LAST.minusMinutes(105L * number)));
        observation.set("valueQuantity", millimoles(new BigDecimal(3 + number % 5 + "." + number % 10)));
        ObjectNode range = object();
        range.set("low", millimoles(new BigDecimal("3.9")));
        range.set("high", millimoles(new BigDecimal("6.1")));
        observation.set("referenceRange", list(range));
        return observation;
    }

    private static ObjectNode millimoles(BigDecimal value) {
        return Fhir.quantity(value, "mmol/L", "mmol/L");
    }
}
