package org.hulian.fhir.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResourceKeysTest {
    @Test
    void aCanonicalUuidIsItsOwnKeyAndAnythingElseIsHashedWithItsType() {
        String uuid = "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";

        assertThat(ResourceKeys.of("Patient", uuid)).isEqualTo(UUID.fromString(uuid));
        assertThat(ResourceKeys.of("Patient", uuid.toUpperCase(Locale.ROOT)).version())
                .isEqualTo(0xf);
        assertThat(ResourceKeys.of("Patient", "1")).isNotEqualTo(ResourceKeys.of("Observation", "1"));
        assertThat(ResourceKeys.isHashed(ResourceKeys.of("Patient", "example"))).isTrue();
    }

    @Test
    void aUuidThatLooksLikeAHashedKeyIsHashed() {
        String hashed = ResourceKeys.of("Patient", "1").toString();

        assertThat(ResourceKeys.of("Patient", hashed)).isNotEqualTo(UUID.fromString(hashed));
    }

    @Test
    void idsAreVersion7InOrderOfTimeAndDifferSeed20261121() {
        Random random = new Random(20261121);
        UUID first = new UuidV7(InstantSource.fixed(Instant.ofEpochMilli(1)), random).get();
        UUID second = new UuidV7(InstantSource.fixed(Instant.ofEpochMilli(2)), random).get();
        Set<UUID> many = new HashSet<>();
        UuidV7 source = new UuidV7(InstantSource.fixed(Instant.ofEpochMilli(3)), random);
        for (int i = 0; i < 1000; i++) {
            many.add(source.get());
        }

        assertThat(first.version()).isEqualTo(7);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(first.toString()).isLessThan(second.toString());
        assertThat(many).hasSize(1000);
    }

    @Test
    void everyTypeHasItsOwnNumberAndStore() {
        ResourceTypes types = ResourceTypes.r4();

        assertThat(types.all()).hasSize(146);
        assertThat(types.get("Patient").store()).isEqualTo(Store.REGISTRY);
        assertThat(types.get("Observation").store()).isEqualTo(Store.CLINICAL);
        assertThat(types.get("AuditEvent").store()).isEqualTo(Store.AUDIT);
        assertThat(types.numbered(types.get("Observation").number())).isEqualTo(types.get("Observation"));
        assertThat(types.find("Nothing")).isEmpty();
    }
}
