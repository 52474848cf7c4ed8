package org.hulian.mappers.function;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The closed set of functions by name. */
public final class Functions {

    private static final Map<String, MappingFunction> ALL = Map.ofEntries(
            entry("identifierSystem", Identifiers::system),
            entry("identifierByType", Identifiers::byType),
            entry("oid", Identifiers::oid),
            entry("codingSystem", Codings::system),
            entry("translatedCoding", Codings::translated),
            entry("targetSystem", Codings::targetSystem),
            entry("targetCode", Codings::targetCode),
            entry("practitionerSystem", Identifiers::practitioner),
            entry("organizationSystem", Identifiers::organization),
            entry("interpreterDisplay", Names::interpreter),
            entry("mediaType", Texts::mediaType),
            entry("textAsBase64", Texts::asBase64),
            entry("pointerUri", Texts::pointer),
            entry("ucumCode", Quantities::ucumCode),
            entry("ucumSystem", Quantities::ucumSystem),
            entry("unitText", Quantities::unitText),
            entry("comparator", Quantities::comparator),
            entry("number", Quantities::number),
            entry("rangeLow", Quantities::rangeLow),
            entry("rangeText", Quantities::rangeText),
            entry("rangeHigh", Quantities::rangeHigh),
            entry("wholeText", Texts::whole),
            entry("allText", Texts::all),
            entry("trimmedBase64", Texts::base64),
            entry("personName", Names::text),
            entry("personDisplay", Names::display),
            entry("organizationDisplay", Names::organization),
            entry("placeDisplay", Names::place),
            entry("phoneNumber", Contacts::number),
            entry("pastDate", Dates::past),
            entry("observationCategory", Categories::ofObservation),
            entry("sectionCategory", Categories::ofSection));

    private Functions() {}

    public static @Nullable MappingFunction named(String name) {
        return ALL.get(name);
    }

    public static Set<String> names() {
        return new java.util.TreeSet<>(ALL.keySet());
    }
}
