package org.hulian.fhir.recognition.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hulian.terminology.load.Located;
import org.hulian.terminology.load.LocatedReader;

/** Which specimen codes of messages and resources are a LOINC system; see {@code specimens.yaml}. */
final class SpecimenCodes {
    private static final String FILE = "/org/hulian/fhir/recognition/specimens.yaml";

    private final Map<String, Set<String>> bySystem = new TreeMap<>();

    private SpecimenCodes(Located.Fields file) {
        for (Located.Fields row : file.objects("specimens")) {
            Set<String> codes = Stream.of("v2", "snomed")
                    .flatMap(list -> row.scalars(list).stream())
                    .map(Located.Scalar::text)
                    .collect(Collectors.toUnmodifiableSet());
            bySystem.put(row.required("loinc"), codes);
        }
    }

    static SpecimenCodes bundled() {
        try (InputStream in = SpecimenCodes.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the build");
            }
            return new SpecimenCodes(LocatedReader.read("specimens.yaml", in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Codes of a LOINC system; none where any specimen will do, or where the LOINC term alone has to tell. */
    Set<String> of(String system) {
        return bySystem.getOrDefault(system, Set.of());
    }
}
