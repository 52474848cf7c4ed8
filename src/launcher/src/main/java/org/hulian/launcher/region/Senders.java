package org.hulian.launcher.region;

import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hulian.mappers.Sender;

/** The region's institutions as senders of messages. */
public record Senders(Region region) {
    private static final String DEFAULT_ZONE = "Asia/Shanghai";
    private static final String DEFAULT_UNITS = "v2-units-to-ucum";

    public Sender byCode(String code) {
        return sender(region.institution(code));
    }

    /** By the sending facility (MSH-4) of a message. */
    public Optional<Sender> byFacility(String facility) {
        return region.institutions().stream()
                .filter(institution -> institution.sender() != null
                        && institution.sender().facility().contains(facility))
                .findFirst()
                .map(Senders::sender);
    }

    /** For a message of nobody the region knows: standard tables only, no local codes. */
    public static Sender unknown() {
        return new Sender(
                "unknown",
                "UTF-8",
                ZoneId.of(DEFAULT_ZONE),
                Map.of(),
                "http://hulian.org/fhir/codes/unknown",
                DEFAULT_UNITS,
                "unknown",
                Set.of());
    }

    private static Sender sender(Institution institution) {
        SenderSettings settings = Objects.requireNonNullElseGet(institution.sender(), SenderSettings::empty);
        String code = institution.code();
        return new Sender(
                code,
                Objects.requireNonNullElse(settings.charset(), "UTF-8"),
                ZoneId.of(Objects.requireNonNullElse(settings.timezone(), DEFAULT_ZONE)),
                settings.identifierSystems(),
                Objects.requireNonNullElse(settings.localCodeSystem(), "http://hulian.org/fhir/codes/" + code),
                Objects.requireNonNullElse(settings.unitMap(), DEFAULT_UNITS),
                Objects.requireNonNullElse(settings.codeMap(), code),
                Set.copyOf(settings.facility()));
    }
}
