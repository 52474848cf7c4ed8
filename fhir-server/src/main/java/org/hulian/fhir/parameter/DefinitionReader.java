package org.hulian.fhir.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.index.IndexExtractor;

/**
 * Reads a SearchParameter resource, and refuses what could not be searched by.
 *
 * @see <a href="https://hl7.org/fhir/R4/searchparameter.html">SearchParameter</a>
 */
final class DefinitionReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("[a-z][a-zA-Z0-9-]{0,63}");
    private static final List<SearchParameter.Kind> KINDS = List.of(
            SearchParameter.Kind.TOKEN,
            SearchParameter.Kind.REFERENCE,
            SearchParameter.Kind.STRING,
            SearchParameter.Kind.DATE,
            SearchParameter.Kind.URI,
            SearchParameter.Kind.QUANTITY,
            SearchParameter.Kind.NUMBER);
    /** Longest expression. */
    private static final int LONGEST = 2_000;

    private DefinitionReader() {}

    /** One definition for each type; none where the resource is not active or defines what HL7 defines already. */
    static List<Definition> read(byte[] json) {
        JsonNode resource = tree(json);
        if (!resource.path("status").asText("").equals("active") || isHl7s(resource)) {
            return List.of();
        }
        String name = resource.path("code").asText("");
        if (!CODE.matcher(name).matches()) {
            throw invalid("code", "a lower-case name of letters, digits and hyphens", "由字母、数字、连字符组成的小写名称");
        }
        SearchParameter.Kind kind = kind(resource.path("type").asText(""));
        List<String> targets = new ArrayList<>();
        resource.path("target").forEach(target -> targets.add(target.asText()));
        List<Definition> all = new ArrayList<>();
        for (JsonNode base : resource.path("base")) {
            ResourceType type = type(base.asText());
            if (SearchParameters.r4().find(type, name).isPresent()) {
                throw invalid(
                        "code",
                        "a name that " + type + " has no parameter of: " + name + " is HL7's",
                        type + " 未使用的名称：" + name + " 为 HL7 已定义的参数");
            }
            all.add(new Definition(
                    type,
                    name,
                    kind,
                    expression(type, resource.path("expression").asText("")),
                    List.copyOf(targets)));
        }
        if (all.isEmpty()) {
            throw invalid("base", "at least one resource type", "至少一个资源类型");
        }
        return List.copyOf(all);
    }

    /** HL7's own definitions may be stored for reading; what they define is offered anyway. */
    private static boolean isHl7s(JsonNode resource) {
        return resource.path("url").asText("").startsWith("http://hl7.org/fhir/SearchParameter/");
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SearchParameter.Kind kind(String type) {
        Optional<SearchParameter.Kind> found = KINDS.stream()
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(type))
                .findFirst();
        String offered =
                KINDS.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        return found.orElseThrow(() -> invalid("type", "one of " + offered, offered + " 之一"));
    }

    private static ResourceType type(String base) {
        return ResourceTypes.r4()
                .find(base)
                .filter(type -> type.store() != Store.AUDIT)
                .orElseThrow(() -> invalid(
                        "base",
                        "resource types by name, without AuditEvent, Resource and DomainResource",
                        "资源类型名称，AuditEvent、Resource、DomainResource 除外"));
    }

    /** The alternatives that begin at this type. */
    private static String expression(ResourceType type, String expression) {
        String own = Arrays.stream(expression.split(" \\| ", -1))
                .map(String::strip)
                .filter(each -> each.startsWith(type.name() + ".") || each.startsWith("(" + type.name() + "."))
                .collect(Collectors.joining(" | "));
        if (own.isEmpty() || expression.length() > LONGEST) {
            throw invalid(
                    "expression",
                    "a path that begins with " + type + ". and has at most " + LONGEST + " characters",
                    "以 " + type + ". 开头且不超过 " + LONGEST + " 个字符的路径");
        }
        IndexExtractor.problem(own).ifPresent(problem -> {
            throw invalid(
                    "expression",
                    "of paths, |, as(Type), where(name='text'), where(resolve() is Type), extension('url') and [0];"
                            + " not read: " + problem,
                    "由路径、|、as(Type)、where(name='text')、where(resolve() is Type)、extension('url')、[0] 组成；无法读取："
                            + problem);
        });
        return own;
    }

    private static FailureException invalid(String element, String en, String zh) {
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue(
                "invalid",
                "SearchParameter." + element,
                "SearchParameter." + element + " must be " + en,
                "SearchParameter." + element + " 必须是" + zh))));
    }
}
