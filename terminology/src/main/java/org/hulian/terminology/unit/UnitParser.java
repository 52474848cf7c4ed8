package org.hulian.terminology.unit;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads UCUM codes by the grammar of the specification, one pass, bounded: no code is longer than 128 characters, no
 * exponent larger than 99, no number longer than nine digits.
 *
 * @see <a href="https://ucum.org/ucum#section-Syntax-Rules">UCUM §2</a>
 */
final class UnitParser {
    private static final int LONGEST = 128;
    private static final int LONGEST_EXPONENT = 2;
    private static final int LONGEST_NUMBER = 9;

    private final Essence essence;
    private final Map<String, ResolvedUnit> atoms = new HashMap<>();

    UnitParser(Essence essence) {
        this.essence = essence;
        essence.atoms().values().forEach(this::resolved);
    }

    /** The unit, or nothing when the code is not UCUM. The empty code is the number one. */
    Optional<ResolvedUnit> parse(String code) {
        if (code.length() > LONGEST || !code.chars().allMatch(c -> c > ' ' && c < 127)) {
            return Optional.empty();
        }
        if (code.isEmpty()) {
            return Optional.of(ResolvedUnit.number(Ratio.ONE));
        }
        try {
            return Optional.of(new Reading(code).whole());
        } catch (NotUcum e) {
            return Optional.empty();
        }
    }

    private ResolvedUnit resolved(Atom atom) {
        ResolvedUnit known = atoms.get(atom.code());
        if (known != null) {
            return known;
        }
        ResolvedUnit unit = switch (atom.kind()) {
            case Atom.Kind.Base ignored -> base(atom.code());
            case Atom.Kind.Special special -> special(atom.code(), special.scale());
            case Atom.Kind.Defined defined ->
                ResolvedUnit.number(Ratio.of(new BigDecimal(defined.value())))
                        .times(definition(atom.code(), defined.unit()), 1);
        };
        atoms.put(atom.code(), unit);
        return unit;
    }

    private ResolvedUnit definition(String code, String unit) {
        try {
            return new Reading(unit).whole();
        } catch (NotUcum e) {
            throw new IllegalStateException(
                    "ucum-essence.xml defines " + code + " by " + unit + ", which is no unit", e);
        }
    }

    private static ResolvedUnit base(String code) {
        return new ResolvedUnit(Ratio.ONE, BigDecimal.ZERO, Dimension.base(code), Set.of(code));
    }

    private static ResolvedUnit special(String code, TemperatureScale scale) {
        return scale == TemperatureScale.NONE
                ? base(code)
                : new ResolvedUnit(scale.degree(), scale.shift(), Dimension.base("K"), Set.of("K"));
    }

    /** One code being read from left to right. */
    private final class Reading {
        private final String code;
        private int at;

        Reading(String code) {
            this.code = code;
        }

        ResolvedUnit whole() throws NotUcum {
            ResolvedUnit unit = term();
            require(at == code.length());
            return unit;
        }

        private ResolvedUnit term() throws NotUcum {
            ResolvedUnit unit = null;
            int weight = 1;
            if (next('/')) {
                unit = ResolvedUnit.number(Ratio.ONE);
                weight = -1;
            }
            while (true) {
                ResolvedUnit component = component();
                unit = unit == null ? component : unit.times(component, weight);
                if (next('.')) {
                    weight = 1;
                } else if (next('/')) {
                    weight = -1;
                } else {
                    return unit;
                }
            }
        }

        private ResolvedUnit component() throws NotUcum {
            if (next('(')) {
                ResolvedUnit inner = term();
                require(next(')'));
                annotation();
                return inner;
            }
            if (annotation()) {
                return ResolvedUnit.number(Ratio.ONE);
            }
            int start = at;
            while (at < code.length() && isDigit(code.charAt(at))) {
                at++;
            }
            boolean number = at > start && (at == code.length() || "./){".indexOf(code.charAt(at)) >= 0);
            if (number) {
                require(at - start <= LONGEST_NUMBER);
                long value = Long.parseLong(code.substring(start, at));
                require(value > 0);
                annotation();
                return ResolvedUnit.number(Ratio.of(value));
            }
            at = start;
            ResolvedUnit unit = symbol();
            annotation();
            return unit;
        }

        /** A symbol with its exponent; what stands inside brackets belongs to the symbol. */
        private ResolvedUnit symbol() throws NotUcum {
            int start = at;
            if (code.startsWith("10*", at) || code.startsWith("10^", at)) {
                at += 3;
            } else {
                boolean bracket = false;
                while (at < code.length() && (bracket || !endsSymbol(code.charAt(at)))) {
                    char c = code.charAt(at);
                    bracket = c == '[' || (bracket && c != ']');
                    at++;
                }
                require(!bracket && at > start);
            }
            return exponent(named(code.substring(start, at)));
        }

        private static boolean endsSymbol(char c) {
            return isDigit(c) || "./(){}+-".indexOf(c) >= 0;
        }

        private ResolvedUnit named(String symbol) throws NotUcum {
            Atom whole = essence.atoms().get(symbol);
            if (whole != null) {
                return resolved(whole);
            }
            for (int split = 1; split <= 2 && split < symbol.length(); split++) {
                Ratio prefix = essence.prefixes().get(symbol.substring(0, split));
                Atom atom = essence.atoms().get(symbol.substring(split));
                if (prefix != null && atom != null && atom.metric()) {
                    return resolved(atom).prefixed(prefix);
                }
            }
            throw new NotUcum();
        }

        private ResolvedUnit exponent(ResolvedUnit unit) throws NotUcum {
            int start = at;
            boolean signed = next('+') || next('-');
            int digits = at;
            while (at < code.length() && isDigit(code.charAt(at))) {
                at++;
            }
            require(at - digits <= LONGEST_EXPONENT && (at > digits || !signed));
            return at == start ? unit : unit.power(Integer.parseInt(code.substring(start, at)));
        }

        private boolean annotation() throws NotUcum {
            if (!next('{')) {
                return false;
            }
            int close = code.indexOf('}', at);
            require(close >= at && code.substring(at, close).indexOf('{') < 0);
            at = close + 1;
            return true;
        }

        private boolean next(char c) {
            boolean here = at < code.length() && code.charAt(at) == c;
            at += here ? 1 : 0;
            return here;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private static void require(boolean holds) throws NotUcum {
            if (!holds) {
                throw new NotUcum();
            }
        }
    }

    /** The text is not UCUM; carries nothing, costs nothing. */
    private static final class NotUcum extends Exception {
        private static final long serialVersionUID = 1L;

        NotUcum() {
            super(null, null, false, false);
        }
    }
}
