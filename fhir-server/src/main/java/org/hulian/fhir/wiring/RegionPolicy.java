package org.hulian.fhir.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.security.consent.AccessPolicy;

/** The region's own access policy where it has one, else the one that comes with the hub. */
final class RegionPolicy {
    private RegionPolicy() {}

    static AccessPolicy read(Path region, Institutions institutions) {
        Map<Integer, String> roles =
                institutions.all().stream().collect(Collectors.toMap(Institution::number, Institution::role));
        Path file = region.resolve("policy.yaml");
        if (!Files.exists(file)) {
            return AccessPolicy.bundled(roles);
        }
        try (InputStream yaml = Files.newInputStream(file)) {
            return AccessPolicy.load(file.toString(), yaml, roles);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
