package org.hulian.fhir.search.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.index.TokenHasher;
import org.hulian.security.consent.AccessPredicate;

/** Turns what a caller may see into a condition on a row {@code i}, so that it is part of every statement. */
public final class AccessSql {
    private final TokenHasher hasher;
    private final UnaryOperator<UUID> patientName;

    /** A compiler for one database; {@code patientName} is what it calls a patient. */
    public AccessSql(TokenHasher hasher, UnaryOperator<UUID> patientName) {
        this.hasher = hasher;
        this.patientName = patientName;
    }

    /** The person a patient belongs to. */
    public static String personOf(String patient) {
        return "(select coalesce((select m.person from hub.person_member m where m.patient = %1$s), %1$s))"
                .formatted(patient);
    }

    /**
     * The condition on a row with owner, category, sensitivity and tokens; "true" where there is none.
     *
     * @param person expression of the row's person
     */
    public String condition(ResourceType type, AccessPredicate access, String person, Sql sql) {
        return condition(type, access, person, () -> consented(access, person, sql), sql);
    }

    /**
     * The same for a statement that looks at many rows of one person: it has read {@link #sharing} once.
     *
     * @param shared name of what it read
     */
    String conditionWithin(ResourceType type, AccessPredicate access, String person, String shared, Sql sql) {
        return condition(type, access, person, () -> within(access, shared, sql), sql);
    }

    /** What a person shares with the caller now: columns categories and sensitivities. */
    static String sharing(AccessPredicate access, String person, Sql sql) {
        return """
                select g.categories, g.sensitivities from hub.grants g
                 where g.person = %1$s and g.grantee = %2$s
                   and g.purposes & %3$s <> 0 and g.valid_from <= now() and now() < g.valid_to""".formatted(person, sql.bind(access.institution()), sql.bind(access.purposes()));
    }

    private String condition(
            ResourceType type, AccessPredicate access, String person, Supplier<String> consented, Sql sql) {
        List<String> all = new ArrayList<>();
        switch (access.reach()) {
            case NONE -> all.add("false");
            case OWN -> all.add(own(access, sql));
            case CONSENTED -> all.add(consented.get());
            case ALL -> {}
        }
        UUID compartment = access.compartment();
        if (compartment != null) {
            all.add(person + " = " + personOf(sql.bind(patientName.apply(compartment))));
        }
        if (!access.categoryTokens().isEmpty()) {
            all.add(categories(type, access.categoryTokens(), sql));
        }
        return all.isEmpty() ? "true" : String.join("\n   and ", all);
    }

    private static String own(AccessPredicate access, Sql sql) {
        // Number 0 is the hub itself, not a caller's institution.
        return access.institution() == 0 ? "false" : "i.owner = " + sql.bind(access.institution());
    }

    private static String consented(AccessPredicate access, String person, Sql sql) {
        if (access.institution() == 0) {
            return "false";
        }
        String institution = sql.bind(access.institution());
        return """
                (i.owner = %2$s or exists (
                    select from hub.grants g
                     where g.person = %1$s and g.grantee = %2$s
                       and g.categories & i.category <> 0 and i.sensitivity & ~g.sensitivities = 0
                       and g.purposes & %3$s <> 0 and g.valid_from <= now() and now() < g.valid_to))""".formatted(person, institution, sql.bind(access.purposes()));
    }

    private static String within(AccessPredicate access, String shared, Sql sql) {
        if (access.institution() == 0) {
            return "false";
        }
        return """
                (i.owner = %s or exists (
                    select from %s g
                     where g.categories & i.category <> 0 and i.sensitivity & ~g.sensitivities = 0))""".formatted(sql.bind(access.institution()), shared);
    }

    private String categories(ResourceType type, List<String> tokens, Sql sql) {
        Optional<SearchParameter> category = SearchParameters.r4().find(type, "category");
        if (category.isEmpty()) {
            return "false";
        }
        Long[] hashes =
                tokens.stream().map(token -> hash(type, category.get(), token)).toArray(Long[]::new);
        return "(i.tokens && " + sql.bind(hashes) + ") is true";
    }

    private Long hash(ResourceType type, SearchParameter category, String token) {
        int bar = token.indexOf('|');
        return bar < 0
                ? hasher.anySystem(type, category, token)
                : hasher.exact(type, category, token.substring(0, bar), token.substring(bar + 1));
    }
}
