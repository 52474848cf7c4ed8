package org.hulian.security.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hulian.security.consent.Compilation.Compiled;
import org.hulian.security.consent.Rule.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grants, matched as the SQL matches them, allow exactly what the slow reading of the Consent allows. */
class ConsentPropertyTest {

    private static final int CONSENTS = 400;
    private static final int REQUESTS = 150;
    private static final List<String> CLASSES = List.of("laboratory", "imaging", "medication", "demographics");
    private static final List<String> ASKED = List.of("laboratory", "imaging", "medication", "demographics", "other");
    private static final List<String> LABELS = List.of("N", "R", "HIV", "PSY", "ETH");
    private static final List<Purpose> PURPOSES =
            List.of(Purpose.TREAT, Purpose.ETREAT, Purpose.HPAYMT, Purpose.HRESCH, Purpose.HOPERAT);
    private static final RecordCategories CATEGORIES = RecordCategories.load();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void grantsAllowWhatTheConsentAllows(long seed) {
        Random random = new Random(seed);
        int compiled = 0;
        int allowed = 0;

        for (int i = 0; i < CONSENTS; i++) {
            Rule rule = base(random);
            Compilation compilation = new ConsentCompiler(CATEGORIES, ZoneId.of("Asia/Shanghai"))
                    .compile(
                            rule.consent(),
                            new UUID(1, 1),
                            new UUID(2, 2),
                            reference -> Integer.parseInt(reference.substring("Organization/".length())));
            if (compilation instanceof Compiled result) {
                compiled++;
                for (int j = 0; j < REQUESTS; j++) {
                    Request request = request(random);
                    boolean expected = rule.allows(request);
                    allowed += expected ? 1 : 0;
                    assertThat(result.grants().stream().anyMatch(grant -> matches(grant, request)))
                            .as("%s%n%s%n%s", rule, request, result.grants())
                            .isEqualTo(expected);
                }
            }
        }

        assertThat(compiled).isGreaterThan(CONSENTS / 4);
        assertThat(allowed).isGreaterThan(compiled);
    }

    /** The condition every plan joins grants by. */
    private static boolean matches(Grant grant, Request request) {
        return grant.grantee() == request.institution()
                && (grant.categories() & CATEGORIES.category(request.category()).orElseThrow()) != 0
                && (request.sensitivity() & ~grant.sensitivities()) == 0
                && (grant.purposes() & request.purpose().mask()) != 0
                && !grant.from().isAfter(request.at())
                && request.at().isBefore(grant.to());
    }

    private static Rule base(Random random) {
        boolean permits = random.nextInt(4) > 0;
        Rule rule = rule(random, permits, 0.8);
        List<Rule> nested = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> random.nextBoolean()
                        ? rule(random, true, 0.5)
                                .with(IntStream.range(0, random.nextInt(3))
                                        .mapToObj(j -> rule(random, random.nextInt(3) == 0, 0.4))
                                        .toArray(Rule[]::new))
                        : rule(random, false, 0.4))
                .toList();
        return rule.with(nested.toArray(Rule[]::new));
    }

    private static Rule rule(Random random, boolean permits, double actors) {
        return new Rule(
                permits,
                random.nextDouble() < actors ? some(random, List.of(1, 2, 3)) : Set.of(),
                random.nextInt(3) > 0 ? some(random, CLASSES) : Set.of(),
                random.nextInt(3) == 0 ? some(random, LABELS) : Set.of(),
                random.nextInt(3) == 0 ? some(random, PURPOSES) : Set.of(),
                random.nextInt(3) == 0 ? instant(random) : null,
                random.nextInt(3) == 0 ? instant(random) : null,
                List.of());
    }

    private static <T> Set<T> some(Random random, List<T> values) {
        Set<T> some = new HashSet<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            some.add(values.get(random.nextInt(values.size())));
        }
        return some;
    }

    private static Request request(Random random) {
        return new Request(
                1 + random.nextInt(3),
                ASKED.get(random.nextInt(ASKED.size())),
                random.nextInt(3) == 0 ? random.nextInt(64) : 0,
                PURPOSES.get(random.nextInt(PURPOSES.size())),
                instant(random));
    }

    private static Instant instant(Random random) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * random.nextInt(10));
    }
}
