package org.hulian.security.audit;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.hulian.security.consent.Purpose;
import org.jspecify.annotations.Nullable;

/** Audit entries for tests. */
public final class Entries {

    public static final Instant NOW = Instant.parse("2026-11-21T12:34:56.789012Z");
    static final UUID PATIENT = UUID.fromString("0190c7e0-0000-7000-8000-000000000001");

    private Entries() {}

    /** A physician reads one Observation. */
    static AuditEntry read(Outcome outcome, @Nullable String reason) {
        return entry(
                Interaction.READ,
                outcome,
                physician(),
                List.of(Entity.resource("Observation", "0190c7e0-0000-7000-8000-00000000000a", 2)),
                null,
                reason);
    }

    static AuditEntry search() {
        return entry(
                Interaction.SEARCH,
                Outcome.ALLOWED,
                physician(),
                List.of(),
                "patient=0190c7e0-0000-7000-8000-000000000001&code=http://loinc.org|14749-6",
                null);
    }

    static AuditEntry entry(
            Interaction interaction,
            Outcome outcome,
            Agent agent,
            List<Entity> entities,
            @Nullable String query,
            @Nullable String reason) {
        return new AuditEntry(
                UUID.fromString("0190c7e0-0000-7000-8000-0000000000ff"),
                NOW,
                interaction,
                outcome,
                agent,
                List.of(PATIENT),
                entities,
                query,
                List.of("Consent/0190c7e0-0000-7000-8000-00000000000c/_history/1"),
                "req-1",
                reason);
    }

    static Agent physician() {
        return new Agent("f3c1", "李伟", "console", List.of("physician"), "riverside", "127.0.0.1", Purpose.TREAT.mask());
    }

    /** Any entry at all. */
    public static AuditEntry random(Random random) {
        return new AuditEntry(
                new UUID(random.nextLong(), random.nextLong()),
                NOW.plusNanos(random.nextLong(1_000_000_000_000L) * 1000),
                one(random, List.of(Interaction.values())),
                one(random, List.of(Outcome.values())),
                new Agent(
                        maybe(random),
                        maybe(random),
                        maybe(random),
                        texts(random),
                        maybe(random),
                        maybe(random),
                        random.nextInt(2048)),
                random.ints(random.nextInt(3)).mapToObj(i -> new UUID(i, i)).toList(),
                random.ints(random.nextInt(3))
                        .mapToObj(i -> new Entity(
                                one(random, List.of(Entity.Kind.values())), text(random), text(random), i & 0xFF))
                        .toList(),
                maybe(random),
                texts(random),
                text(random),
                maybe(random));
    }

    private static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<String> texts(Random random) {
        return random.ints(random.nextInt(3)).mapToObj(i -> text(random)).toList();
    }

    private static @Nullable String maybe(Random random) {
        return random.nextBoolean() ? text(random) : null;
    }

    private static String text(Random random) {
        String[] pieces = {"a", "\"", "\\", "\n", "\u0000", "\u007f", "é", "血", "💉", "\u2028", "/", "{", "}", ","};
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(12), 0, pieces.length).forEach(i -> text.append(pieces[i]));
        return text.toString();
    }
}
