package org.hulian.fhir.region;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hulian.mappers.Sender;

/** The institutions of a region, by number, code and the facility their messages name. */
public final class Institutions {
    private static final String REFERENCE = "Organization/";

    private final List<Institution> all;
    private final Map<Integer, Institution> byNumber = new HashMap<>();
    private final Map<String, Institution> byCode = new HashMap<>();
    private final Map<String, Institution> byFacility = new HashMap<>();

    /** Numbers, codes and facilities must be unique; {@link InstitutionsFile} checks that and names the line. */
    public Institutions(List<Institution> all) {
        this.all = List.copyOf(all);
        for (Institution institution : all) {
            byNumber.put(institution.number(), institution);
            byCode.put(institution.code(), institution);
            Sender sender = institution.sender();
            if (sender != null) {
                sender.facilities().forEach(facility -> byFacility.put(facility, institution));
            }
        }
    }

    public List<Institution> all() {
        return all;
    }

    public Optional<Institution> byNumber(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    public Optional<Institution> byCode(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** By the namespace id of MSH-4, exactly as the sender writes it. */
    public Optional<Institution> byFacility(String facility) {
        return Optional.ofNullable(byFacility.get(facility));
    }

    /**
     * The number behind a reference to an Organization of the region.
     *
     * @param reference {@code Organization/<code>}, relative or with a base URL before it
     * @return the number, or -1 when no institution of the region is meant
     */
    public int numberOf(String reference) {
        int start = reference.lastIndexOf(REFERENCE);
        return start < 0
                ? -1
                : byCode(reference.substring(start + REFERENCE.length()))
                        .map(Institution::number)
                        .orElse(-1);
    }
}
