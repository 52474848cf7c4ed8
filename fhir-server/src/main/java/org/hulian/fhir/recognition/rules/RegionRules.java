package org.hulian.fhir.recognition.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hulian.fhir.recognition.Certificate;
import org.hulian.fhir.recognition.Place;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;

/**
 * Reads {@code recognition/} of a region: {@code places.yaml}, {@code certificates.yaml}, {@code overrides.yaml},
 * {@code panels.yaml} and {@code prices.yaml}, and the items {@code laboratory.yaml} and {@code examinations.yaml} add to
 * the catalogue or replace. A file that is absent holds nothing, so that a region without any recognises nothing.
 */
public final class RegionRules {
    private static final String LABORATORY = "laboratory.yaml";
    private static final String EXAMINATIONS = "examinations.yaml";
    private static final byte[] NO_ITEMS = "items: []\n".getBytes(StandardCharsets.UTF_8);

    /** Names of the files. */
    public static final Set<String> FILES = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            "places.yaml",
            "certificates.yaml",
            "overrides.yaml",
            "panels.yaml",
            "prices.yaml",
            LABORATORY,
            EXAMINATIONS)));

    private static final String FOLDER = "recognition";
    private static final String NOTHING = "version: \"0\"\nsource: \"none\"\n";

    private final Map<String, byte[]> files;
    private final UnaryOperator<String> named;
    private final List<DataProblem> problems = new ArrayList<>();
    private final MessageDigest digest;

    private RegionRules(Map<String, byte[]> files, UnaryOperator<String> named) {
        this.files = files;
        this.named = named;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The rules of a region.
     *
     * @param region folder of the region's files
     * @param zone   in which the days of certificates begin and end
     * @throws InvalidDataException naming file, line and element of everything that is wrong
     */
    public static RecognitionRules read(Path region, Catalogue catalogue, ZoneId zone) {
        Path folder = region.resolve(FOLDER);
        return new RegionRules(files(region), name -> folder.resolve(name).toString()).read(catalogue, zone);
    }

    /**
     * The rules in files from elsewhere.
     *
     * @param files content by one of {@link #FILES}
     * @throws InvalidDataException naming file, line and element of everything that is wrong
     */
    public static RecognitionRules of(Map<String, byte[]> files, Catalogue catalogue, ZoneId zone) {
        return new RegionRules(files, UnaryOperator.identity()).read(catalogue, zone);
    }

    /**
     * The catalogue with the items of a region's files; the same object where they bring none.
     *
     * @throws InvalidDataException naming file, line and element of everything that is wrong
     */
    public static Catalogue catalogue(Map<String, byte[]> files, Catalogue base) {
        return catalogue(files, base, UnaryOperator.identity());
    }

    private static Catalogue catalogue(Map<String, byte[]> files, Catalogue base, UnaryOperator<String> named) {
        return files.containsKey(LABORATORY) || files.containsKey(EXAMINATIONS)
                ? base.with(
                        named.apply(LABORATORY),
                        files.getOrDefault(LABORATORY, NO_ITEMS),
                        named.apply(EXAMINATIONS),
                        files.getOrDefault(EXAMINATIONS, NO_ITEMS))
                : base;
    }

    /** The files a region has, by name. */
    public static Map<String, byte[]> files(Path region) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : FILES) {
            Path path = region.resolve(FOLDER).resolve(name);
            try {
                if (Files.exists(path)) {
                    files.put(name, Files.readAllBytes(path));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(path.toString(), e);
            }
        }
        return files;
    }

    private RecognitionRules read(Catalogue base, ZoneId zone) {
        Catalogue catalogue = catalogue(files, base, named);
        RulesFile overrides = file("overrides.yaml", OverridesReader.LISTS);
        RulesFile places = file("places.yaml", PlacesReader.LISTS);
        RulesFile certificates = file("certificates.yaml", CertificatesReader.LISTS);
        RulesFile panels = file("panels.yaml", PanelsReader.LISTS);
        RulesFile prices = file("prices.yaml", PricesReader.LISTS);
        CatalogueItems items = new CatalogueItems(catalogue, new OverridesReader(catalogue).read(overrides));
        Map<String, Place> where = PlacesReader.read(places);
        Map<String, List<Certificate>> marks =
                new CertificatesReader(catalogue, where.keySet(), zone).read(certificates);
        Map<String, List<String>> opened = PanelsReader.read(panels, items.byCode());
        Map<String, BigDecimal> costs = new PricesReader(catalogue).read(prices);
        Stream.of(LABORATORY, EXAMINATIONS)
                .filter(files::containsKey)
                .forEach(name -> digest.update(files.getOrDefault(name, NO_ITEMS)));
        if (!problems.isEmpty()) {
            throw new InvalidDataException(problems);
        }
        String version = "overrides %s, places %s, certificates %s, panels %s, prices %s (%s)"
                .formatted(
                        overrides.version(),
                        places.version(),
                        certificates.version(),
                        panels.version(),
                        prices.version(),
                        HexFormat.of().formatHex(digest.digest()).substring(0, 12));
        return new RecognitionRules(version, items.byCode(), opened, marks, where, costs);
    }

    private RulesFile file(String name, Set<String> lists) {
        byte[] content = files.getOrDefault(name, NOTHING.getBytes(StandardCharsets.UTF_8));
        digest.update(content);
        return RulesFile.read(named.apply(name), content, lists, problems);
    }
}
