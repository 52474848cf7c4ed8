package org.hulian.fhir.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;

/** Turns one parameter with its modifier and values into a {@link Term}. */
public final class TermParser {
    private final SearchParameters parameters;
    private final String base;
    private final ZoneId zone;
    private final InstantSource clock;
    private final QuantityParser amounts = new QuantityParser();
    private final TokenParser tokens = new TokenParser();
    private final CompositeParser composites;
    private final SpecialParser specials;
    private final PatientPaths patients = PatientPaths.r4();

    /**
     * A parser for the values of a server.
     *
     * @param base  the server's FHIR base URL without a slash at the end
     * @param zone  of dates without one
     * @param clock what {@code ap} measures its distance from
     */
    public TermParser(SearchParameters parameters, String base, ZoneId zone, InstantSource clock) {
        this.parameters = parameters;
        this.composites = new CompositeParser(parameters, this);
        this.specials = new SpecialParser(new FilterParser(parameters, this));
        this.base = base + "/";
        this.zone = zone;
        this.clock = clock;
    }

    Term parse(ResourceType type, SearchParameter parameter, String modifier, List<String> values) {
        if (modifier.equals("missing") && parameter.isIndexed()) {
            return missing(parameter, values);
        }
        if (parameter.name().equals("_id")) {
            offer(parameter, modifier, List.of());
            return new Term.IdTerm(
                    parameter,
                    values.stream()
                            .filter(ResourceId::isValid)
                            .map(ResourceId::new)
                            .toList());
        }
        return switch (parameter.kind()) {
            case TOKEN -> tokens.token(parameter, modifier, values);
            case STRING -> {
                offer(parameter, modifier, List.of("exact", "contains"));
                yield new Term.StringTerm(parameter, match(modifier), unescaped(values));
            }
            case DATE -> {
                offer(parameter, modifier, List.of());
                yield new Term.DateTerm(
                        parameter,
                        values.stream().map(value -> date(parameter, value)).toList());
            }
            case URI -> tokens.uri(parameter, modifier, values);
            case REFERENCE -> reference(type, parameter, modifier, values);
            case QUANTITY, NUMBER -> {
                offer(parameter, modifier, List.of());
                yield amount(type, parameter, values);
            }
            case COMPOSITE -> {
                offer(parameter, modifier, List.of());
                yield composites.parse(type, parameter, values);
            }
            case SPECIAL -> {
                offer(parameter, modifier, List.of());
                yield specials.parse(type, parameter, values);
            }
        };
    }

    private Term amount(ResourceType type, SearchParameter parameter, List<String> values) {
        boolean number = parameter.kind() == SearchParameter.Kind.NUMBER;
        return new Term.QuantityTerm(
                parameter,
                parameters.composites(type).stored(parameter),
                values.stream()
                        .map(value -> number ? amounts.number(parameter, value) : amounts.quantity(parameter, value))
                        .toList());
    }

    static void offer(SearchParameter parameter, String modifier, List<String> offered) {
        if (!modifier.isEmpty() && !offered.contains(modifier)) {
            List<String> all = new ArrayList<>(offered);
            if (!parameter.name().equals("_id") && parameter.isIndexed()) {
                all.add("missing");
            }
            throw new FailureException(
                    new Failure.NotSupported("modifier :" + modifier + " of " + parameter.name(), all, 400));
        }
    }

    private static Term missing(SearchParameter parameter, List<String> values) {
        String value = values.getFirst();
        if (values.size() != 1 || !(value.equals("true") || value.equals("false"))) {
            throw invalid(parameter.name() + ":missing", "true or false", "true 或 false");
        }
        return new Term.MissingTerm(parameter, value.equals("true"));
    }

    private static StringMatch match(String modifier) {
        return switch (modifier) {
            case "exact" -> StringMatch.EXACT;
            case "contains" -> StringMatch.CONTAINS;
            default -> StringMatch.STARTS;
        };
    }

    private static List<String> unescaped(List<String> values) {
        return values.stream().map(SearchValues::unescape).toList();
    }

    private DateRange date(SearchParameter parameter, String value) {
        Prefix prefix = Prefix.EQ;
        String text = value;
        if (Prefix.begins(value)) {
            prefix = Prefix.of(value)
                    .orElseThrow(() -> invalid(
                            parameter.name(),
                            "a prefix of eq ne gt lt ge le sa eb ap",
                            "前缀 eq ne gt lt ge le sa eb ap"));
            text = value.substring(2);
        }
        TimeSpan span = TimeSpan.parse(text, zone);
        if (span == null) {
            throw invalid(
                    parameter.name(),
                    "a date such as 2026, 2026-11, 2026-11-21 or 2026-11-21T08:30:00+08:00",
                    "日期，如 2026、2026-11、2026-11-21 或 2026-11-21T08:30:00+08:00");
        }
        if (prefix != Prefix.AP) {
            return new DateRange(prefix, span.low(), span.high());
        }
        Instant now = clock.instant();
        Duration tenth = Duration.between(span.low(), now).abs().dividedBy(10);
        return new DateRange(prefix, span.low().minus(tenth), span.high().plus(tenth));
    }

    private Term reference(ResourceType type, SearchParameter parameter, String modifier, List<String> values) {
        if (modifier.equals("identifier")) {
            return new Term.ReferenceTerm(
                    parameter,
                    values.stream()
                            .<ReferenceValue>map(value -> new ReferenceValue.Identifier(SearchValues.token(value)))
                            .toList());
        }
        List<String> targets = targets(parameter, modifier);
        List<ReferenceValue> references = values.stream()
                .map(value -> reference(SearchValues.unescape(value), targets))
                .toList();
        if (patients.isPatientParameter(type, parameter.name())
                && references.stream().allMatch(TermParser::isPatient)) {
            ResourceType patient = ResourceTypes.r4().get("Patient");
            return new Term.PatientTerm(
                    parameter,
                    references.stream()
                            .map(value -> new ResourceKey(patient, new ResourceId(((ReferenceValue.Local) value).id())))
                            .toList());
        }
        return new Term.ReferenceTerm(parameter, references);
    }

    private static boolean isPatient(ReferenceValue value) {
        return value instanceof ReferenceValue.Local local && local.types().equals(List.of("Patient"));
    }

    private static List<String> targets(SearchParameter parameter, String modifier) {
        if (modifier.isEmpty()) {
            return parameter.name().equals("patient") ? List.of("Patient") : parameter.targets();
        }
        boolean possible = parameter.targets().isEmpty() || parameter.targets().contains(modifier);
        if (!possible || ResourceTypes.r4().find(modifier).isEmpty()) {
            List<String> offered = new ArrayList<>(List.of("identifier", "missing"));
            offered.addAll(parameter.targets());
            throw new FailureException(
                    new Failure.NotSupported("modifier :" + modifier + " of " + parameter.name(), offered, 400));
        }
        return List.of(modifier);
    }

    private ReferenceValue reference(String value, List<String> targets) {
        String local = value.startsWith(base) ? value.substring(base.length()) : value;
        int slash = local.indexOf('/');
        if (slash > 0 && ResourceTypes.r4().find(local.substring(0, slash)).isPresent()) {
            String id = local.substring(slash + 1).replaceFirst("/_history/.*", "");
            if (ResourceId.isValid(id)) {
                return new ReferenceValue.Local(List.of(local.substring(0, slash)), id);
            }
        }
        if (ResourceId.isValid(local)) {
            List<String> types = targets.isEmpty()
                    ? ResourceTypes.r4().all().stream().map(ResourceType::name).toList()
                    : targets;
            return new ReferenceValue.Local(types, local);
        }
        return new ReferenceValue.Url(value);
    }

    static FailureException invalid(String parameter, String en, String zh) {
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue(
                "value", parameter, "the value of " + parameter + " must be " + en, parameter + " 的值必须是" + zh))));
    }
}
