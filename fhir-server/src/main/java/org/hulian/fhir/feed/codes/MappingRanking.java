package org.hulian.fhir.feed.codes;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.hulian.mappers.LocalCodes;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.suggest.Circumstances;
import org.hulian.terminology.suggest.KnownMapping;
import org.hulian.terminology.suggest.LocalTest;
import org.hulian.terminology.suggest.Suggester;
import org.hulian.terminology.suggest.Weighed;
import org.hulian.terminology.suggest.Weighing;
import org.hulian.terminology.translate.ConceptMaps;
import org.hulian.terminology.translate.Translation;
import org.hulian.terminology.unit.Units;

/** Ranks targets of a code by everything the hub knows of it. */
final class MappingRanking {
    private static final String UNIT_NAMES = "v2-units-to-ucum";
    private static final int MOST_UNITS = 3;

    private final SampleReader samples;
    private final Supplier<MappingBook> book;
    private final Weighing weighing = new Weighing(Suggester.bundled());

    MappingRanking(SampleReader samples, Supplier<MappingBook> book) {
        this.samples = samples;
        this.book = book;
    }

    /** The most probable targets first. */
    Uni<List<Ranked>> ranked(LocalCode code, String name, String unit) {
        return switch (code.kind()) {
            case UNIT -> Uni.createFrom().item(units(code.code()));
            case CODE ->
                samples.of(code)
                        .map(seen -> weighing.ranked(test(code, name, unit, seen), known(code, seen)).stream()
                                .map(MappingRanking::ranked)
                                .toList());
        };
    }

    /** One target somebody chose. */
    Uni<Ranked> judge(LocalCode code, String name, String unit, String target) {
        return switch (code.kind()) {
            case UNIT -> Uni.createFrom().item(new Ranked(target, "", 0, false, List.of("valid UCUM"), List.of()));
            case CODE ->
                samples.of(code)
                        .map(seen -> ranked(weighing.judged(test(code, name, unit, seen), target, known(code, seen))));
        };
    }

    private static LocalTest test(LocalCode code, String name, String unit, CodeSamples seen) {
        return new LocalTest(code.code(), name.isEmpty() ? code.code() : name, seen.specimen(), unit, seen.section());
    }

    /** What other senders' codes were decided to be; the sender's own other codes mean other tests. */
    private Circumstances known(LocalCode code, CodeSamples seen) {
        List<KnownMapping> elsewhere = book.get().of(LocalCodes.Kind.CODE).stream()
                .filter(mapping -> mapping.source().sender() != code.sender())
                .map(mapping -> new KnownMapping(
                        new LocalTest(mapping.source().code(), mapping.display(), "", "", ""), mapping.target()))
                .toList();
        return new Circumstances(seen.values(), seen.mates(), elsewhere);
    }

    private static Ranked ranked(Weighed weighed) {
        return new Ranked(
                weighed.loinc(),
                weighed.name(),
                weighed.score(),
                weighed.sure(),
                weighed.evidence(),
                weighed.contradictions());
    }

    /** Spellings of UCUM a sender may mean; nothing estimates how probable they are. */
    private static List<Ranked> units(String unit) {
        Set<String> found = new LinkedHashSet<>();
        List<String> spellings = new ArrayList<>(List.of(unit, unit.strip(), unit.toLowerCase(Locale.ROOT)));
        spellings.add(unit.replace('μ', 'u').replace('µ', 'u'));
        spellings.add(unit.replaceAll("(?i)x?\\s*10\\s*\\^?(\\d+)", "10*$1").replaceAll("\\s+", ""));
        spellings.add(unit.replaceAll("[.\\s]+$", "").replaceAll("/l$", "/L"));
        for (String spelling : spellings) {
            if (ConceptMaps.bundled().translate(UNIT_NAMES, Coding.of("", spelling))
                    instanceof Translation.Mapped mapped) {
                found.add(mapped.target().code());
            }
            if (Units.load().isValid(spelling)) {
                found.add(spelling);
            }
        }
        return found.stream()
                .limit(MOST_UNITS)
                .map(ucum -> new Ranked(ucum, "", 0, false, List.of("the same unit in another spelling"), List.of()))
                .toList();
    }
}
