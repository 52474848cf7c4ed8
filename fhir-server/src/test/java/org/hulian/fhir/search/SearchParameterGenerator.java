package org.hulian.fhir.search;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prints {@code r4-search-parameters.tsv} from the definitions that HAPI's R4 model carries. Run by hand when the
 * release changes; numbers are kept by order of name within the type, so compare before replacing the file.
 */
final class SearchParameterGenerator {
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Z]\\w+(\\.\\w+)+");
    private static final Set<String> NO_COMMON = Set.of("_id", "_lastUpdated", "_profile", "_security", "_tag");

    private final FhirContext context = FhirContext.forR4();

    private SearchParameterGenerator() {}

    public static void main(String[] args) throws IOException {
        try (PrintStream out = new PrintStream(args[0], StandardCharsets.UTF_8)) {
            new SearchParameterGenerator().print(out);
        }
    }

    private void print(PrintStream out) {
        out.println("# type\tnumber\tname\tkind\texpression\ttargets\tsystem of plain codes\tcomponents");
        for (String type : new TreeSet<>(context.getResourceTypes())) {
            int number = 8;
            List<RuntimeSearchParam> sorted = context.getResourceDefinition(type).getSearchParams().stream()
                    .filter(p -> !NO_COMMON.contains(p.getName()))
                    .sorted(Comparator.comparing(RuntimeSearchParam::getName))
                    .toList();
            for (RuntimeSearchParam parameter : sorted) {
                out.println(row(type, number++, parameter));
            }
        }
    }

    private String row(String type, int number, RuntimeSearchParam parameter) {
        String path = parameter.getPath() == null ? "" : parameter.getPath();
        String targets = parameter.getTargets() == null ? "" : String.join(",", new TreeSet<>(parameter.getTargets()));
        String components = parameter.getComponents().stream()
                .map(component -> component.getReference().replaceAll(".*/SearchParameter/[A-Za-z]+-", ""))
                .collect(Collectors.joining(","));
        String kind = parameter.getParamType().name().toLowerCase(Locale.ROOT);
        return String.join(
                "\t",
                type,
                String.valueOf(number),
                parameter.getName(),
                kind,
                path,
                targets,
                "token".equals(kind) ? systemOf(path) : "",
                components);
    }

    /** The code system of an element of type code that is bound to an enumeration, else empty. */
    private String systemOf(String path) {
        if (!PLAIN_PATH.matcher(path).matches()) {
            return "";
        }
        String[] steps = path.split("\\.", -1);
        BaseRuntimeElementCompositeDefinition<?> element = context.getResourceDefinition(steps[0]);
        for (int i = 1; i < steps.length; i++) {
            BaseRuntimeChildDefinition child = element.getChildByName(steps[i]);
            if (child == null) {
                return "";
            }
            if (i == steps.length - 1) {
                return child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition bound
                        ? systemOf(bound.getBoundEnumType())
                        : "";
            }
            if (!(child.getChildByName(steps[i]) instanceof BaseRuntimeElementCompositeDefinition<?> next)) {
                return "";
            }
            element = next;
        }
        return "";
    }

    private static String systemOf(Class<? extends Enum<?>> codes) {
        try {
            Object factory = Class.forName(codes.getName() + "EnumFactory")
                    .getDeclaredConstructor()
                    .newInstance();
            Object first = codes.getEnumConstants()[0];
            return String.valueOf(
                    factory.getClass().getMethod("toSystem", codes).invoke(factory, first));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(codes.getName(), e);
        }
    }
}
