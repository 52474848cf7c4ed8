package org.hulian.fhir.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.search.DateRange;
import org.hulian.fhir.search.ReferenceValue;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.TokenValue;

/**
 * Conditions on the entries, as SQL with binds. Time and patient have an index; the rest is looked at on the way, newest
 * first, within the statement's time limit.
 */
final class AuditQuery {
    private static final List<String> OFFERED = List.of(
            "_id",
            "patient",
            "entity",
            "agent",
            "agent-name",
            "date",
            "action",
            "outcome",
            "type",
            "subtype",
            "policy");

    private final StringBuilder where = new StringBuilder("true");
    private final List<Object> binds = new ArrayList<>();

    /** The entries that touched any of these patients. */
    AuditQuery touching(Set<UUID> patients) {
        where.append(" and exists (select from hub.entry_patient p where p.patient = any(")
                .append(bind(patients.toArray(UUID[]::new)))
                .append(") and p.recorded = e.recorded and p.log = e.log and p.seq = e.seq)");
        return this;
    }

    /** Only what comes after a place, in the order newest first. */
    AuditQuery after(Instant recorded, int log, long seq) {
        where.append(" and (e.recorded, e.log, e.seq) < (%s, %s, %s)"
                .formatted(bind(recorded.atOffset(ZoneOffset.UTC)), bind(log), bind(seq)));
        return this;
    }

    /** One condition; patients were taken care of before. */
    AuditQuery and(Term term) {
        switch (term) {
            case Term.IdTerm ids -> {
                UUID[] keys = ids.anyOf().stream().map(id -> uuid(id.value())).toArray(UUID[]::new);
                where.append(" and e.id = any(").append(bind(keys)).append(')');
            }
            case Term.DateTerm dates -> anyOf(dates.anyOf(), this::date);
            case Term.TokenTerm tokens -> token(tokens);
            case Term.ReferenceTerm references -> reference(references);
            case Term.StringTerm text -> anyOf(text.anyOf(), name -> agentName(text, name));
            case Term.UriTerm uris -> {
                if (!uris.parameter().name().equals("policy")) {
                    throw unsupported(term);
                }
                anyOf(uris.anyOf(), policy -> "%s::jsonb -> 'policies' ? %s".formatted(body(), bind(policy)));
            }
            case Term.PatientTerm patients -> {
                // Expanded to persons and given to touching().
            }
            case Term.MissingTerm missing -> throw unsupported(term);
            case Term.QuantityTerm quantity -> throw unsupported(term);
            case Term.PairTerm pair -> throw unsupported(term);
            case Term.CodedQuantityTerm coded -> throw unsupported(term);
            case Term.AllTerm all -> throw unsupported(term);
            case Term.AnyTerm any -> throw unsupported(term);
            case Term.RowTerm rows -> throw unsupported(term);
            case Term.PersonTerm persons -> throw unsupported(term);
            case Term.Joined joined -> throw unsupported(term);
            case Term.NotTerm not -> throw unsupported(term);
            case Term.SiftTerm sift -> throw unsupported(term);
            case Term.NearTerm near -> throw unsupported(term);
        }
        return this;
    }

    String sql(String template) {
        return template.formatted(where);
    }

    Tuple tuple() {
        return Tuple.from(binds);
    }

    String bind(Object value) {
        binds.add(value);
        return "$" + binds.size();
    }

    private void token(Term.TokenTerm term) {
        switch (term.parameter().name()) {
            case "action" -> interactions(term, AuditCode::withAction);
            case "type" -> interactions(term, AuditCode::withType);
            case "subtype" -> interactions(term, AuditCode::withSubtype);
            case "outcome" -> among("e.outcome", term, value -> AuditCode.withOutcome(value).stream());
            default -> throw unsupported(term);
        }
    }

    private void interactions(Term.TokenTerm term, Function<TokenValue, ? extends Set<? extends Enum<?>>> find) {
        among("e.interaction", term, value -> find.apply(value).stream());
    }

    private void among(
            String column, Term.TokenTerm term, Function<TokenValue, ? extends Stream<? extends Enum<?>>> find) {
        String[] names =
                term.anyOf().stream().flatMap(find).map(Enum::name).distinct().toArray(String[]::new);
        where.append(term.not() ? " and not " : " and ")
                .append(column)
                .append(" = any(")
                .append(bind(names))
                .append(')');
    }

    private void reference(Term.ReferenceTerm term) {
        switch (term.parameter().name()) {
            case "entity" -> anyOf(term.anyOf(), this::entity);
            case "agent" -> anyOf(term.anyOf(), value -> "e.subject = " + bind(subject(term, value)));
            default -> throw unsupported(term);
        }
    }

    /** An entity is found by the letters of the canonical line. */
    private String entity(ReferenceValue value) {
        if (!(value instanceof ReferenceValue.Local local)) {
            return "false";
        }
        return local.types().stream()
                .map(type -> "position(%s in e.body) > 0"
                        .formatted(bind(Buffer.buffer("\"type\":\"" + type + "\",\"id\":\"" + local.id() + "\""))))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static String subject(Term.ReferenceTerm term, ReferenceValue value) {
        return switch (value) {
            case ReferenceValue.Local local -> local.id();
            case ReferenceValue.Identifier identifier ->
                switch (identifier.value()) {
                    case TokenValue.AnySystem any -> any.code();
                    case TokenValue.Exact exact -> exact.code();
                    case TokenValue.NoSystem none -> none.code();
                    case TokenValue.AnyCode any -> throw unsupported(term);
                    case TokenValue.OfType typed -> throw unsupported(term);
                };
            case ReferenceValue.Url url -> url.url();
            case ReferenceValue.Row row -> throw unsupported(term);
        };
    }

    private String agentName(Term.StringTerm term, String name) {
        if (!term.parameter().name().equals("agent-name")) {
            throw unsupported(term);
        }
        String column = "%s::jsonb #>> '{agent,name}'".formatted(body());
        return switch (term.match()) {
            case STARTS -> "starts_with(lower(" + column + "), lower(" + bind(name) + "))";
            case ENDS -> "right(lower(" + column + "), length(" + bind(name) + ")) = lower(" + bind(name) + ")";
            case EQUALS -> "lower(" + column + ") = lower(" + bind(name) + ")";
            case CONTAINS -> "position(lower(" + bind(name) + ") in lower(" + column + ")) > 0";
            case EXACT -> column + " = " + bind(name);
        };
    }

    private String date(DateRange range) {
        String low = bind(range.low().atOffset(ZoneOffset.UTC));
        String high = bind(range.high().atOffset(ZoneOffset.UTC));
        return switch (range.prefix()) {
            case EQ, AP -> "(e.recorded >= " + low + " and e.recorded < " + high + ")";
            case NE -> "(e.recorded < " + low + " or e.recorded >= " + high + ")";
            case GT, SA -> "(e.recorded >= " + high + " and " + low + "::timestamptz is not null)";
            case LT, EB -> "(e.recorded < " + low + " and " + high + "::timestamptz is not null)";
            case GE -> "(e.recorded >= " + low + " and " + high + "::timestamptz is not null)";
            case LE -> "(e.recorded < " + high + " and " + low + "::timestamptz is not null)";
        };
    }

    private <T> void anyOf(List<T> values, Function<T, String> condition) {
        where.append(values.stream().map(condition).collect(Collectors.joining(" or ", " and (", ")")));
    }

    private static String body() {
        return "convert_from(e.body, 'UTF8')";
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0);
        }
    }

    private static FailureException unsupported(Term term) {
        return new FailureException(
                new Failure.NotSupported("Searching AuditEvent by " + term.parameter(), OFFERED, 400));
    }

    /** Parameters that are served. */
    static List<String> offered() {
        return OFFERED;
    }
}
