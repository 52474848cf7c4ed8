package org.hulian.fhir.feed.codes;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.hulian.mappers.LocalCodes;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.translate.Translation;
import org.jspecify.annotations.Nullable;

/** The decisions that hold for one message; remembers which of them it needed. For one thread. */
public final class UsedCodes implements LocalCodes {
    /** Nothing was decided. */
    public static UsedCodes none() {
        return new UsedCodes("", (kind, source) -> Optional.empty());
    }

    private final String version;
    private final BiFunction<Kind, Coding, Optional<LocalMapping>> book;
    private final Set<Long> used = new TreeSet<>();

    UsedCodes(String version, BiFunction<Kind, Coding, Optional<LocalMapping>> book) {
        this.version = version;
        this.book = book;
    }

    @Override
    public @Nullable Translation of(Kind kind, Coding source) {
        LocalMapping mapping = book.apply(kind, source).orElse(null);
        if (mapping == null) {
            return null;
        }
        used.add(mapping.number());
        String target = mapping.target();
        return target == null
                ? new Translation.Unmapped(mapping.comment())
                : new Translation.Mapped(
                        new Coding(mapping.source().targetSystem(), target, mapping.words()),
                        mapping.equivalence(),
                        version.replaceFirst("\\|.*", "") + "#" + mapping.number());
    }

    @Override
    public String version() {
        return version;
    }

    /** Numbers of the mappings used. */
    public Set<Long> used() {
        return used;
    }

    /** Whether it was decided that nothing fits: such a code waits for nobody. */
    public boolean settled(Kind kind, String system, String code) {
        return book.apply(kind, Coding.of(system, code))
                .map(mapping -> mapping.target() == null)
                .orElse(false);
    }
}
