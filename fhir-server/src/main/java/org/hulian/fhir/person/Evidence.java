package org.hulian.fhir.person;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a source record says about who it is, as far as it is certain.
 *
 * @param nationalIds hashed national ids that pass their own checks
 * @param healthCards hashed health-card numbers
 * @param flaws       codes of what was left out and why; for the data steward
 */
record Evidence(SortedSet<Long> nationalIds, SortedSet<Long> healthCards, SortedSet<String> flaws) {
    static final String CHECK_DIGIT = "national-id-invalid";
    static final String BIRTH_DATE = "national-id-birth-date";
    static final String PLACEHOLDER = "health-card-placeholder";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a record without identifiers, or one that is deleted. */
    static Evidence none() {
        return new Evidence(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    /** Reads {@code identifier} and {@code birthDate} of a Patient. */
    static Evidence of(byte[] patient) {
        Evidence evidence = none();
        JsonNode body = parsed(patient);
        String birthDate = body.path("birthDate").asText("");
        for (JsonNode identifier : body.path("identifier")) {
            String value = identifier.path("value").asText("").strip();
            if (value.isEmpty() || identifier.path("use").asText("").equals("temp")) {
                continue;
            }
            switch (identifier.path("system").asText("")) {
                case IdentifierSystems.NATIONAL_ID -> evidence.nationalId(value, birthDate);
                case IdentifierSystems.HEALTH_CARD -> evidence.healthCard(value);
                default -> {}
            }
        }
        return evidence;
    }

    SortedSet<Long> tokens() {
        SortedSet<Long> all = new TreeSet<>(nationalIds);
        all.addAll(healthCards);
        return all;
    }

    private void nationalId(String value, String birthDate) {
        Optional<NationalId> id = NationalId.of(value);
        if (id.isEmpty()) {
            flaws.add(CHECK_DIGIT);
        } else if (!id.get().birthDate().toString().startsWith(birthDate)) {
            // birthDate may be a year or a month only; what is there must agree.
            flaws.add(BIRTH_DATE);
        } else {
            nationalIds.add(token(IdentifierSystems.NATIONAL_ID, id.get().value()));
        }
    }

    private void healthCard(String value) {
        String normal = value.toUpperCase(Locale.ROOT);
        if (normal.chars().distinct().count() < 2) {
            flaws.add(PLACEHOLDER);
        } else {
            healthCards.add(token(IdentifierSystems.HEALTH_CARD, normal));
        }
    }

    /** 64 bits of SHA-256: at a million residents two numbers meet by chance once in about 10^7 regions. */
    static long token(String system, String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((system + "|" + value).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parsed(byte[] patient) {
        try {
            return JSON.readTree(patient);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored Patient is JSON", e);
        }
    }
}
