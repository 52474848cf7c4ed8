package org.hulian.fhir.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.terminology.unit.Amount;
import org.hulian.terminology.unit.Canonical;
import org.hulian.terminology.unit.UcumUnit;
import org.hulian.terminology.unit.Units;

/** Reads the values of parameters that are of no ordinary kind. */
final class SpecialParser {
    private static final Pattern DEGREES = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{1,18})?");
    private static final Pattern DISTANCE = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    /** Where a search says no distance. */
    private static final double KILOMETRES = 10;

    private final Units units = Units.load();
    private final FilterParser filters;

    SpecialParser(FilterParser filters) {
        this.filters = filters;
    }

    Term parse(ResourceType type, SearchParameter parameter, List<String> values) {
        return switch (parameter.name()) {
            case "_text" -> new Term.SiftTerm(parameter, new Sift.Narrative(unescaped(values)));
            case "_content" -> new Term.SiftTerm(parameter, new Sift.Content(unescaped(values)));
            case "_list" -> list(values);
            // A filter has commas of its own.
            case "_filter" -> filters.parse(type, parameter, String.join(",", values));
            case "near" ->
                new Term.NearTerm(
                        parameter,
                        values.stream().map(value -> near(parameter, value)).toList());
            default -> throw new IllegalStateException(parameter.name());
        };
    }

    /** What a List refers to: the same as being referred to by its entries. */
    private static Term list(List<String> values) {
        ResourceType list = ResourceTypes.r4().get("List");
        if (!values.stream().allMatch(ResourceId::isValid)) {
            throw new FailureException(
                    new Failure.NotSupported("_list=" + String.join(",", values), List.of("the id of a List"), 400));
        }
        List<ResourceId> ids = values.stream().map(ResourceId::new).toList();
        SearchParameter item = SearchParameters.r4().find(list, "item").orElseThrow();
        return new Term.HasTerm(item, list, List.of(new Term.IdTerm(SearchParameters.ID, ids)));
    }

    private static List<String> unescaped(List<String> values) {
        return values.stream().map(SearchValues::unescape).toList();
    }

    private Near near(SearchParameter parameter, String value) {
        List<String> parts = SearchValues.split(value, '|');
        boolean degrees = parts.size() >= 2
                && DEGREES.matcher(parts.get(0)).matches()
                && DEGREES.matcher(parts.get(1)).matches();
        if (!degrees || parts.size() > 4) {
            throw unreadable(parameter);
        }
        double latitude = Double.parseDouble(parts.get(0));
        double longitude = Double.parseDouble(parts.get(1));
        if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
            throw unreadable(parameter);
        }
        String distance = parts.size() > 2 ? parts.get(2) : "";
        String unit = parts.size() > 3 && !parts.get(3).isEmpty() ? SearchValues.unescape(parts.get(3)) : "km";
        return new Near(latitude, longitude, distance.isEmpty() ? KILOMETRES : kilometres(parameter, distance, unit));
    }

    private double kilometres(SearchParameter parameter, String distance, String unit) {
        if (!DISTANCE.matcher(distance).matches() || !units.isValid(unit)) {
            throw unreadable(parameter);
        }
        Canonical metres = units.canonical(new Amount(new BigDecimal(distance), new UcumUnit(unit)));
        if (!metres.unit().equals("m")) {
            throw unreadable(parameter);
        }
        return metres.value().doubleValue() / 1000;
    }

    private static RuntimeException unreadable(SearchParameter parameter) {
        return TermParser.invalid(
                parameter.name(),
                "latitude|longitude|distance|unit, such as 30.58|114.27|5|km, with a UCUM unit of length",
                "纬度|经度|距离|单位，如 30.58|114.27|5|km，单位为 UCUM 长度单位");
    }
}
