package org.hulian.launcher.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of an institution are read.
 *
 * @param charset           when the message does not state one
 * @param facility          accepted names of the sending facility (MSH-4)
 * @param identifierSystems system URI by HL7 identifier type
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SenderSettings(
        @Nullable String charset,
        List<String> facility,
        Map<String, String> identifierSystems,
        @Nullable String localCodeSystem,
        @Nullable String timezone,
        @Nullable String unitMap,
        @Nullable String codeMap) {
    public SenderSettings {
        facility = List.copyOf(Objects.requireNonNullElse(facility, List.of()));
        identifierSystems = Map.copyOf(Objects.requireNonNullElse(identifierSystems, Map.of()));
    }

    static SenderSettings empty() {
        return new SenderSettings(null, List.of(), Map.of(), null, null, null, null);
    }
}
