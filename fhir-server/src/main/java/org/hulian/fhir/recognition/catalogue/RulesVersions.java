package org.hulian.fhir.recognition.catalogue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Update;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.RulesInForce;
import org.hulian.fhir.recognition.rules.AnalyteComparison;
import org.hulian.fhir.recognition.rules.RegionRules;
import org.hulian.terminology.catalogue.Catalogue;
import org.jspecify.annotations.Nullable;

/** All published versions of the rules, in memory; new ones are read as they appear, from whatever node they came. */
public final class RulesVersions implements RulesInForce {
    /** Served by the primary key. */
    private static final String NEWER = """
            select serial, library from hub.recognition_rules where serial > $1 order by serial limit 100
            """;

    private final Pool registry;
    private final Update update;
    private final Catalogue catalogue;
    private final ZoneId zone;
    private final Clock clock;
    private final AnalyteComparison bundled;
    private volatile Known known = new Known(0, List.of());

    /**
     * Over the registry database.
     *
     * @param zone in which days begin
     */
    public RulesVersions(Pool registry, Update update, Catalogue catalogue, ZoneId zone, Clock clock) {
        this.registry = registry;
        this.update = update;
        this.catalogue = catalogue;
        this.zone = zone;
        this.clock = clock;
        this.bundled = new AnalyteComparison(catalogue);
    }

    private record Version(Instant from, RecognitionRules rules, AnalyteComparison comparison) {}

    /** Versions in the order they were published. */
    private record Known(long serial, List<Version> versions) {}

    /**
     * Reads what is there; where nothing is, the region's files become the first version.
     *
     * @param files content by name
     */
    public Uni<Void> begin(Map<String, byte[]> files, String version) {
        return refresh().onItem().transformToUni(read -> {
            if (!known.versions().isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            RulesLibrary first = new RulesLibrary(version, RulesLibrary.BEGINNING, files);
            byte[] json = first.json("The region's files", clock.instant().truncatedTo(ChronoUnit.SECONDS));
            return update.by(RulesLibrary.KEY, json, null, new RequestContext(Access.hub(), "start", "en"))
                    .onItem()
                    .transformToUni(written -> refresh());
        });
    }

    /** Publishes the catalogue of this release, where it is not the one that is there. */
    public Uni<Void> publishCatalogue() {
        return update.by(
                        CatalogueLibrary.KEY,
                        CatalogueLibrary.json(),
                        null,
                        new RequestContext(Access.hub(), "start", "en"))
                .replaceWithVoid();
    }

    /** Reads versions published since the last time. */
    public Uni<Void> refresh() {
        return registry.preparedQuery(NEWER)
                .execute(Tuple.of(known.serial()))
                .invoke(rows -> {
                    List<Version> versions = new ArrayList<>(known.versions());
                    long serial = known.serial();
                    for (Row row : rows) {
                        RulesLibrary library =
                                RulesLibrary.read(row.getBuffer("library").getBytes(), zone);
                        Catalogue items = RegionRules.catalogue(library.files(), catalogue);
                        versions.add(new Version(
                                library.from(),
                                library.rules(catalogue, zone),
                                items == catalogue ? bundled : new AnalyteComparison(items)));
                        serial = row.getLong("serial");
                    }
                    if (rows.size() > 0) {
                        known = new Known(serial, List.copyOf(versions));
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public RecognitionRules at(Instant at) {
        Version found = version(at);
        return found == null ? RecognitionRules.NONE : found.rules();
    }

    /** How values are compared by the items in force at an instant. */
    public AnalyteComparison comparison(Instant at) {
        Version found = version(at);
        return found == null ? bundled : found.comparison();
    }

    /** How values are compared by the items of a version. */
    public AnalyteComparison comparison(RecognitionRules rules) {
        return known.versions().stream()
                .filter(version -> version.rules().version().equals(rules.version()))
                .map(Version::comparison)
                .findFirst()
                .orElse(bundled);
    }

    private @Nullable Version version(Instant at) {
        Version found = null;
        for (Version version : known.versions()) {
            if (!version.from().isAfter(at) && (found == null || !version.from().isBefore(found.from()))) {
                found = version;
            }
        }
        return found;
    }
}
