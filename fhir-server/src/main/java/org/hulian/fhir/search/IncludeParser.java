package org.hulian.fhir.search;

import java.util.List;
import java.util.stream.Stream;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.jspecify.annotations.Nullable;

/** Reads {@code _include} and {@code _revinclude}: {@code Type:parameter[:Target]}, {@code Type:*} or {@code *}. */
final class IncludeParser {
    private final SearchParameters parameters;

    IncludeParser(SearchParameters parameters) {
        this.parameters = parameters;
    }

    /** Whether a parameter of a search asks for inclusion. */
    static boolean isInclude(String name) {
        return name.equals("_include")
                || name.equals("_revinclude")
                || name.startsWith("_include:")
                || name.startsWith("_revinclude:");
    }

    Include parse(String name, String value) {
        boolean reverse = name.startsWith("_revinclude");
        boolean iterate = name.endsWith(":iterate");
        if (name.indexOf(':') > 0 && !iterate) {
            throw refused("modifier of " + name.substring(0, name.indexOf(':')), List.of(":iterate"));
        }
        if (value.equals("*") && !reverse) {
            return new Include(false, iterate, null, null, null);
        }
        String[] parts = value.split(":", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw TermParser.invalid(
                    name,
                    reverse ? "Type:parameter or Type:*" : "Type:parameter, Type:parameter:Target, Type:* or *",
                    reverse ? "“类型:参数”或“类型:*”" : "“类型:参数”、“类型:参数:目标类型”、“类型:*”或“*”");
        }
        ResourceType source = type(name, parts[0]);
        SearchParameter parameter = parts[1].equals("*") ? null : reference(name, source, parts[1]);
        ResourceType target = parts.length == 3 ? target(name, parameter, parts[2]) : null;
        return new Include(reverse, iterate, source, parameter, target);
    }

    private SearchParameter reference(String name, ResourceType source, String wanted) {
        return parameters
                .find(source, wanted)
                .filter(known -> known.kind() == SearchParameter.Kind.REFERENCE)
                .orElseThrow(() -> refused(
                        name + "=" + source.name() + ":" + wanted,
                        Stream.concat(
                                        Stream.of("*"),
                                        Include.all(source).stream().map(SearchParameter::name))
                                .map(each -> source.name() + ":" + each)
                                .toList()));
    }

    private static @Nullable ResourceType target(String name, @Nullable SearchParameter parameter, String wanted) {
        ResourceType target = type(name, wanted);
        if (parameter != null
                && !parameter.targets().isEmpty()
                && !parameter.targets().contains(wanted)) {
            throw refused(name + " of " + parameter.name() + " to " + wanted, parameter.targets());
        }
        return target;
    }

    /** The log has its own search; nothing is joined with it. */
    private static ResourceType type(String name, String wanted) {
        return ResourceTypes.r4()
                .find(wanted)
                .filter(known -> known.store() != Store.AUDIT)
                .orElseThrow(() -> refused(name + " of type " + wanted, List.of()));
    }

    private static FailureException refused(String what, List<String> offered) {
        return new FailureException(new Failure.NotSupported(what, offered, 400));
    }
}
