package org.hulian.fhir.region;

import java.util.List;
import java.util.Set;

/**
 * What a resource must satisfy to be written, beyond the structural check that always holds: by sender and type.
 *
 * @param otherwise where no rule fits
 */
public record ValidationRules(Demand otherwise, List<Rule> rules) {
    /** Nothing beyond the structural check. */
    public static final ValidationRules NONE = new ValidationRules(new Demand(Level.OFF, List.of()), List.of());

    public ValidationRules {
        rules = List.copyOf(rules);
    }

    /** How much is checked. */
    public enum Level {
        /** Only the structural check. */
        OFF,
        /** Cardinality, values, bindings and invariants of the base specification, and known profiles it claims. */
        BASE,
        /** The same, and every profile it claims or the rule names; one the hub does not know refuses the write. */
        PROFILE
    }

    /** What is asked of a resource; {@code profiles} are canonical URLs. */
    public record Demand(Level level, List<String> profiles) {
        public Demand {
            profiles = List.copyOf(profiles);
        }
    }

    /** One rule; empty senders or types are all of them. */
    public record Rule(Set<String> senders, Set<String> types, Demand demand) {
        public Rule {
            senders = Set.copyOf(senders);
            types = Set.copyOf(types);
        }

        boolean fits(String sender, String type) {
            return (senders.isEmpty() || senders.contains(sender)) && (types.isEmpty() || types.contains(type));
        }
    }

    /** The demand of the first rule that fits; {@code sender} is an institution's code, empty for none. */
    public Demand of(String sender, String type) {
        for (Rule rule : rules) {
            if (rule.fits(sender, type)) {
                return rule.demand();
            }
        }
        return otherwise;
    }

    /** Whether any write may need the validator. */
    public boolean needsValidator() {
        return otherwise.level() != Level.OFF
                || rules.stream().anyMatch(rule -> rule.demand().level() != Level.OFF);
    }
}
