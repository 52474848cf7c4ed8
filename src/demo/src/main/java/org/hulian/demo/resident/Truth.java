package org.hulian.demo.resident;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which records are the same resident: the key that person matching is judged by, as CSV. */
public final class Truth {
    public static final String HEADER =
            "resident,login,institution,mrn,national_id,health_card,name,birth_date,sex,phone,differences";

    private Truth() {}

    public static Stream<String> lines(Resident resident) {
        return resident.records().stream().map(source -> line(resident, source));
    }

    private static String line(Resident resident, SourceRecord source) {
        Demographics written = source.written();
        String differences =
                source.differences().stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
        return String.join(
                ",",
                List.of(
                        Integer.toString(resident.number()),
                        resident.named() == null ? "" : resident.named().login(),
                        source.site().code(),
                        source.mrn(),
                        Objects.requireNonNullElse(written.nationalId(), ""),
                        Objects.requireNonNullElse(written.healthCard(), ""),
                        written.name().whole(),
                        written.birthDate().toString(),
                        written.sex().fhir(),
                        written.phone(),
                        differences));
    }
}
