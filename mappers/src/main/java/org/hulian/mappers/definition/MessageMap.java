package org.hulian.mappers.definition;

import java.util.List;
import java.util.Map;

/**
 * A map of a message structure.
 *
 * @param types    MSH-9 values it serves, `ORU^R01`
 * @param unmapped reasons by segment name, or `GROUP/SEGMENT`
 */
public record MessageMap(
        String id,
        String version,
        List<String> types,
        Structure.Group structure,
        List<Make> resources,
        Map<String, String> unmapped,
        Location at) {}
