package org.hulian.fhir.search.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.SearchLimits;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Snapshot;
import org.hulian.fhir.search.TermParser;
import org.hulian.fhir.search.index.TokenHasher;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One golden file for each query family: its first line is caller, kind and search, the rest is path, SQL and binds. A
 * GET is a first page, ASOF a later one, STEP and PERSONS are steps of chains and of {@code _has}.
 * {@code -Dgolden.update} writes them anew.
 */
class SearchPlanTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "search");
    private static final Map<String, AccessPredicate> CALLERS = Map.of(
            "all", new AccessPredicate(Reach.ALL, 0, null, 0, List.of()),
            "physician", new AccessPredicate(Reach.CONSENTED, 4, null, 1, List.of()),
            "resident",
                    new AccessPredicate(
                            Reach.ALL, 0, UUID.fromString("0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"), 0, List.of()),
            "laboratory-app",
                    new AccessPredicate(
                            Reach.CONSENTED,
                            4,
                            null,
                            1,
                            List.of("http://terminology.hl7.org/CodeSystem/observation-category|laboratory")));

    private static final Snapshot SNAPSHOT =
            new Snapshot(Instant.parse("2026-11-21T00:00:00Z"), "700:702:700", "900:902:900");

    private final SearchParser parser = new SearchParser(
            SearchParameters.r4(),
            SearchLimits.DEFAULT,
            new TermParser(
                    SearchParameters.r4(),
                    "http://hub.test/fhir",
                    ZoneId.of("Asia/Shanghai"),
                    InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"))));
    private final SearchPlanner planner = new SearchPlanner(
            new TokenHasher(new UUID(1, 2)),
            key -> new UUID(~key.getMostSignificantBits(), key.getLeastSignificantBits()),
            WalkLimits.DEFAULT);

    static Stream<Path> families() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void theStatementIsTheOneInTheGoldenFile(Path file) throws IOException {
        String golden = Files.readString(file, StandardCharsets.UTF_8);
        String first = golden.lines().findFirst().orElseThrow();
        String[] asked = first.split(" ", 3);

        SearchRequest request = request(asked[2]);
        AccessPredicate caller = Objects.requireNonNull(CALLERS.get(asked[0]));
        SearchPlan plan = switch (asked[1]) {
            case "STEP" -> planner.step(request, caller, false);
            case "PERSONS" -> planner.step(request, caller, true);
            case "ASOF" -> planner.plan(request.asOf(SNAPSHOT), caller);
            default -> planner.plan(request, caller);
        };
        String explained = first + "\n" + plan.explain();

        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, explained, StandardCharsets.UTF_8);
        } else {
            assertThat(explained).isEqualTo(golden);
        }
    }

    private SearchRequest request(String search) {
        String[] parts = search.split("\\?", 2);
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : parts[1].split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters
                    .computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
                    .add(pair.substring(equals + 1));
        }
        return parser.parse(ResourceTypes.r4().get(parts[0]), parameters, false);
    }
}
