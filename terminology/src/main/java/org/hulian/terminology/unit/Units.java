package org.hulian.terminology.unit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * UCUM units: validity, canonical form, conversion. Safe for many threads; codes met before cost one map look-up.
 *
 * <p>Stricter than UCUM, whose tables make a mole a plain number, an equivalent a mole and an arbitrary unit the number
 * one: here {@code mol}, {@code eq} and each arbitrary unit ({@code [iU]}, {@code [arb'U]}, ...) are dimensions of
 * their own, so that no count, charge or activity passes for an amount of substance.
 *
 * @see <a href="https://ucum.org/ucum">UCUM</a>
 */
public final class Units {
    /** Codes come from messages: past this many different ones they are parsed again each time. */
    private static final int CACHED = 20_000;

    private static final MathContext CANONICAL = new MathContext(18);

    private final Essence essence;
    private final UnitParser parser;
    private final Map<String, Optional<ResolvedUnit>> cache = new ConcurrentHashMap<>();

    private Units(Essence essence) {
        this.essence = essence;
        this.parser = new UnitParser(essence);
    }

    /** The one instance, read on first use from the tables {@code org.fhir:ucum} ships. */
    public static Units load() {
        return Bundled.UNITS;
    }

    /** Version of the UCUM tables, for example {@code 2.2}. */
    public String version() {
        return essence.version();
    }

    /** Whether the text is a case-sensitive UCUM code. The empty text is not: it stands for no unit. */
    public boolean isValid(String code) {
        return !code.isEmpty() && resolve(code).isPresent();
    }

    /** What a unit measures, or nothing when it is not UCUM. */
    public Optional<Dimension> dimension(UcumUnit unit) {
        return resolve(unit.code()).map(ResolvedUnit::dimension);
    }

    /** Base symbols a unit is made of, also those that cancel out: {@code mmol/mol} has {@code mol}. */
    public Set<String> symbols(UcumUnit unit) {
        return resolve(unit.code()).map(ResolvedUnit::symbols).orElse(Set.of());
    }

    /** How many of its base units a unit is, to 34 significant digits; nothing when it is not UCUM. */
    public Optional<BigDecimal> size(UcumUnit unit) {
        return resolve(unit.code()).map(resolved -> resolved.factor().toDecimal());
    }

    /** What turns a value in one unit into one in the other; nothing when they differ in dimension or are not UCUM. */
    public Optional<Linear> rule(UcumUnit from, UcumUnit to) {
        return resolve(from.code())
                .flatMap(source -> resolve(to.code())
                        .filter(target -> target.dimension().equals(source.dimension()))
                        .map(target -> rule(source, target)));
    }

    /** The amount in another unit of the same dimension. */
    public Conversion convert(Amount amount, UcumUnit to) {
        Optional<ResolvedUnit> from = resolve(amount.unit().code());
        Optional<ResolvedUnit> target = resolve(to.code());
        if (from.isEmpty()) {
            return new Conversion.UnknownUnit(amount.unit().code());
        }
        if (target.isEmpty()) {
            return new Conversion.UnknownUnit(to.code());
        }
        if (!from.get().dimension().equals(target.get().dimension())) {
            return new Conversion.Incommensurable(
                    from.get().dimension().toString(), target.get().dimension().toString());
        }
        Linear rule = rule(from.get(), target.get());
        return new Conversion.Converted(new Amount(Precision.convert(amount.value(), rule), to), rule);
    }

    /**
     * The amount in base units.
     *
     * @throws IllegalArgumentException when the unit is not UCUM: ask {@link #isValid} first
     */
    public Canonical canonical(Amount amount) {
        ResolvedUnit unit = resolve(amount.unit().code())
                .orElseThrow(() -> new IllegalArgumentException("not a UCUM unit: " + amount.unit()));
        Ratio value = Ratio.of(amount.value().add(unit.shift())).times(unit.factor());
        BigDecimal rounded = value.toDecimal().round(CANONICAL).stripTrailingZeros();
        return new Canonical(rounded, unit.dimension().toString());
    }

    private static Linear rule(ResolvedUnit from, ResolvedUnit to) {
        Ratio factor = from.factor().dividedBy(to.factor());
        BigDecimal offset = factor.times(Ratio.of(from.shift())).toDecimal().subtract(to.shift());
        return new Linear(factor.toDecimal(), offset);
    }

    private Optional<ResolvedUnit> resolve(String code) {
        Optional<ResolvedUnit> known = cache.get(code);
        if (known != null) {
            return known;
        }
        Optional<ResolvedUnit> unit = parser.parse(code);
        if (cache.size() < CACHED) {
            cache.put(code, unit);
        }
        return unit;
    }

    /** Loads the tables once, when first asked for. */
    private static final class Bundled {
        static final Units UNITS = new Units(Essence.load());
    }
}
