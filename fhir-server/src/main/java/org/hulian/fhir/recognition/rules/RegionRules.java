package org.hulian.fhir.recognition.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.recognition.Certificate;
import org.hulian.fhir.recognition.Place;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;

/**
 * Reads {@code recognition/} of a region: {@code places.yaml}, {@code certificates.yaml}, {@code overrides.yaml} and
 * {@code panels.yaml}. A file that is absent holds nothing, so that a region without any recognises nothing.
 */
public final class RegionRules {
    private static final String NOTHING = "version: \"0\"\nsource: \"none\"\n";

    private final Path folder;
    private final List<DataProblem> problems = new ArrayList<>();
    private final MessageDigest digest;

    private RegionRules(Path folder) {
        this.folder = folder;
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
        return new RegionRules(region.resolve("recognition")).read(catalogue, zone);
    }

    private RecognitionRules read(Catalogue catalogue, ZoneId zone) {
        RulesFile overrides = file("overrides.yaml", OverridesReader.LISTS);
        RulesFile places = file("places.yaml", PlacesReader.LISTS);
        RulesFile certificates = file("certificates.yaml", CertificatesReader.LISTS);
        RulesFile panels = file("panels.yaml", PanelsReader.LISTS);
        CatalogueItems items = new CatalogueItems(catalogue, new OverridesReader(catalogue).read(overrides));
        Map<String, Place> where = PlacesReader.read(places);
        Map<String, List<Certificate>> marks =
                new CertificatesReader(catalogue, where.keySet(), zone).read(certificates);
        Map<String, List<String>> opened = PanelsReader.read(panels, items.byCode());
        if (!problems.isEmpty()) {
            throw new InvalidDataException(problems);
        }
        String version = "overrides %s, places %s, certificates %s, panels %s (%s)"
                .formatted(
                        overrides.version(),
                        places.version(),
                        certificates.version(),
                        panels.version(),
                        HexFormat.of().formatHex(digest.digest()).substring(0, 12));
        return new RecognitionRules(version, items.byCode(), opened, marks, where);
    }

    private RulesFile file(String name, Set<String> lists) {
        Path path = folder.resolve(name);
        try {
            byte[] content = Files.exists(path) ? Files.readAllBytes(path) : NOTHING.getBytes(StandardCharsets.UTF_8);
            digest.update(content);
            return RulesFile.read(path.toString(), content, lists, problems);
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }
}
