package org.hulian.fhir.search.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.PatientPaths;
import org.hulian.fhir.search.ReferenceValue;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.TokenValue;
import org.hulian.fhir.search.index.Texts;
import org.hulian.fhir.search.index.TokenHasher;

/** Turns terms into conditions on an index row {@code i}. */
final class TermSql {
    private final ResourceType type;
    private final TokenHasher hasher;
    private final TokenHasher beside;
    private final UnaryOperator<UUID> patientName;
    private final Sql sql;
    private final boolean fenced;
    private final Rows rows;

    /**
     * A compiler of the terms of one statement.
     *
     * @param fenced whether a better index drives, so that the GIN index must not be tried: PostgreSQL would read a
     *     quarter of it to join it with a few rows
     */
    TermSql(
            ResourceType type,
            TokenHasher hasher,
            UnaryOperator<UUID> patientName,
            Sql sql,
            boolean fenced,
            Rows rows) {
        this.type = type;
        this.hasher = hasher;
        this.beside = hasher.beside();
        this.patientName = patientName;
        this.sql = sql;
        this.fenced = fenced;
        this.rows = rows;
    }

    String condition(Term term) {
        return switch (term) {
            case Term.TokenTerm token -> token(token);
            case Term.UriTerm uri -> tokens(hashes(uri));
            case Term.ReferenceTerm reference -> reference(reference);
            case Term.PatientTerm patient -> patient(patient);
            case Term.StringTerm text -> text(text);
            case Term.DateTerm date -> date(date);
            case Term.MissingTerm missing -> missing(missing);
            case Term.IdTerm ids -> ids(ids);
            case Term.QuantityTerm quantity -> new QuantitySql(hasher, sql, rows, fenced).condition(quantity);
            case Term.PairTerm pair -> tokens(new PairHashes(type, hasher, patientName).of(pair));
            case Term.CodedQuantityTerm coded ->
                token(coded.code()) + " and " + new QuantitySql(hasher, sql, rows, fenced).condition(coded);
            case Term.NotTerm not -> "not coalesce(" + condition(not.term()) + ", false)";
            case Term.SiftTerm sift -> throw new IllegalStateException("left to the sifter: " + sift.parameter());
            case Term.NearTerm near -> new NearSql(sql, rows).condition(near);
            case Term.AllTerm all -> joined(all.terms(), " and ");
            case Term.AnyTerm any -> joined(any.terms(), " or ");
            case Term.RowTerm found -> "i.key = any (" + sql.bind(found.keys().toArray(UUID[]::new)) + ")";
            case Term.PersonTerm persons -> persons(named(persons.patients()));
            // Whoever searches takes the steps first; where nobody does, such as in an export, there are none.
            case Term.Joined joined ->
                throw new FailureException(
                        new Failure.NotSupported("a chain by " + joined.parameter() + " here", List.of(), 400));
        };
    }

    private List<UUID> named(List<UUID> patients) {
        return patients.stream().map(patientName).toList();
    }

    private String joined(List<Term> terms, String operator) {
        return terms.stream().map(term -> "(" + condition(term) + ")").collect(Collectors.joining(operator, "(", ")"));
    }

    private List<Long> hashes(Term.UriTerm uri) {
        return uri.anyOf().stream()
                .map(url -> hasher.url(type, uri.parameter(), url))
                .toList();
    }

    private String tokens(List<Long> hashes) {
        String array = sql.bind(hashes.toArray(Long[]::new));
        String operator = hashes.size() == 1 ? " @> " : " && ";
        return fenced ? "(i.tokens" + operator + array + ") is true" : "i.tokens" + operator + array;
    }

    private String token(Term.TokenTerm term) {
        List<String> alternatives = new ArrayList<>();
        List<Long> hashes = new ArrayList<>();
        for (TokenValue value : term.anyOf()) {
            if (value instanceof TokenValue.AnyCode any
                    && !term.parameter().system().isEmpty()) {
                // The binding fixes the system of plain codes: any code of it is any value.
                alternatives.add(
                        any.system().equals(term.parameter().system()) ? present(term.parameter()) + " <> 0" : "false");
            } else {
                hashes.add(hash(hasher, term.parameter(), value));
            }
        }
        if (!hashes.isEmpty()) {
            alternatives.add(tokens(hashes));
        }
        String any = alternatives.size() == 1 ? alternatives.getFirst() : "(" + String.join(" or ", alternatives) + ")";
        return term.not() ? "not coalesce(" + any + ", false)" : any;
    }

    private Long hash(TokenHasher by, SearchParameter parameter, TokenValue value) {
        return switch (value) {
            case TokenValue.AnySystem any -> by.anySystem(type, parameter, any.code());
            case TokenValue.Exact exact -> by.exact(type, parameter, exact.system(), exact.code());
            case TokenValue.NoSystem none -> by.noSystem(type, parameter, none.code());
            case TokenValue.AnyCode any -> by.anyCode(type, parameter, any.system());
            case TokenValue.OfType typed -> by.ofType(type, parameter, typed.system(), typed.code(), typed.value());
        };
    }

    private String reference(Term.ReferenceTerm term) {
        List<Long> hashes = new ArrayList<>();
        List<UUID> patients = new ArrayList<>();
        for (ReferenceValue value : term.anyOf()) {
            switch (value) {
                case ReferenceValue.Url url -> hashes.add(hasher.url(type, term.parameter(), url.url()));
                case ReferenceValue.Identifier identifier ->
                    hashes.add(hash(beside, term.parameter(), identifier.value()));
                case ReferenceValue.Row row -> row(term.parameter(), row.type(), row.key(), hashes, patients);
                case ReferenceValue.Local local ->
                    local.types()
                            .forEach(target -> row(
                                    term.parameter(), target, ResourceKeys.of(target, local.id()), hashes, patients));
            }
        }
        if (patients.isEmpty()) {
            return tokens(hashes);
        }
        return hashes.isEmpty() ? persons(patients) : "(" + tokens(hashes) + " or " + persons(patients) + ")";
    }

    private void row(SearchParameter parameter, String target, UUID key, List<Long> hashes, List<UUID> patients) {
        if (!target.equals("Patient")) {
            hashes.add(hasher.reference(
                    type, parameter, ResourceTypes.r4().get(target).number(), key));
            return;
        }
        UUID name = patientName.apply(key);
        boolean about = PatientPaths.r4().isPatientParameter(type, parameter.name());
        if (about) {
            patients.add(name);
        }
        if (!about || PatientPaths.r4().isAboutSeveral(type)) {
            hashes.add(patientReference(parameter, name));
        }
    }

    private Long patientReference(SearchParameter parameter, UUID name) {
        return hasher.reference(
                type, parameter, ResourceTypes.r4().get("Patient").number(), name);
    }

    private String patient(Term.PatientTerm term) {
        List<UUID> names = term.anyOf().stream().map(this::nameOf).toList();
        if (!PatientPaths.r4().isAboutSeveral(type)) {
            return persons(names);
        }
        List<Long> further = names.stream()
                .map(name -> patientReference(term.parameter(), name))
                .toList();
        // Not fenced: PostgreSQL joins two bitmaps here.
        return "(" + persons(names) + " or i.tokens && " + sql.bind(further.toArray(Long[]::new)) + ")";
    }

    private UUID nameOf(ResourceKey patient) {
        return patientName.apply(ResourceKeys.of(patient));
    }

    /** Every source record of the persons these patients belong to. */
    private String persons(List<UUID> names) {
        if (names.size() == 1) {
            return "i.person = " + AccessSql.personOf(sql.bind(names.getFirst()));
        }
        String given = sql.bind(names.toArray(UUID[]::new));
        return "i.person = any (array(select coalesce(m.person, p.p) from unnest(" + given
                + "::uuid[]) p(p) left join hub.person_member m on m.patient = p.p))";
    }

    private String text(Term.StringTerm term) {
        List<String> any = term.anyOf().stream()
                .map(value -> switch (term.match()) {
                    case STARTS -> "s.value like " + sql.bind(escaped(value) + "%");
                    case ENDS -> "s.value like " + sql.bind("%" + escaped(value));
                    case EQUALS -> "s.value = " + sql.bind(Texts.normal(value));
                    case CONTAINS -> "s.value like " + sql.bind("%" + escaped(value) + "%");
                    case EXACT -> "s.value = " + sql.bind(Texts.normal(value)) + " and s.exact = " + sql.bind(value);
                })
                .toList();
        return "exists (select from hub.string_index s where " + rows.described("s") + " and s.param = "
                + term.parameter().number() + " and " + either(any) + ")";
    }

    private static String escaped(String value) {
        return Texts.normal(value).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private String date(Term.DateTerm term) {
        String name = term.parameter().name();
        if (name.equals(SearchParameters.LAST_UPDATED.name())) {
            return either(term.anyOf().stream()
                    .map(range -> DateSql.instant(range, "i.updated", sql))
                    .toList());
        }
        if (name.equals(ResourceTypes.r4().roles(type).date())) {
            String any = either(term.anyOf().stream()
                    .map(range -> DateSql.stretch(range, "i.effective", "i.ends", sql))
                    .toList());
            return present(term.parameter()) + " <> 0 and " + any;
        }
        String any = either(term.anyOf().stream()
                .map(range -> DateSql.stretch(range, "d.low", "d.high", sql))
                .toList());
        return "exists (select from hub.date_index d where " + rows.described("d") + " and d.param = "
                + term.parameter().number() + " and " + any + ")";
    }

    private static String either(List<String> any) {
        return any.size() == 1 ? any.getFirst() : "(" + String.join(" or ", any) + ")";
    }

    private String missing(Term.MissingTerm term) {
        if (term.parameter().number() <= SearchParameters.LAST_UPDATED.number()) {
            return String.valueOf(!term.missing()); // every resource has an id and a time
        }
        if (!term.parameter().hasBit()) {
            String any = tokens(List.of(hasher.present(type, term.parameter())));
            return term.missing() ? "not coalesce(" + any + ", false)" : any;
        }
        return present(term.parameter()) + (term.missing() ? " = 0" : " <> 0");
    }

    private String present(SearchParameter parameter) {
        return "i.present & " + parameter.bit();
    }

    private String ids(Term.IdTerm term) {
        UUID[] keys = term.anyOf().stream()
                .map(id -> ResourceKeys.of(type.name(), id.value()))
                .toArray(UUID[]::new);
        return "i.key = any (" + sql.bind(keys) + ")";
    }
}
