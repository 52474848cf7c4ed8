package org.hulian.terminology.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hulian.terminology.load.Located;
import org.hulian.terminology.load.LocatedReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The UCUM functional tests of FHIR/Ucum-java, https://github.com/FHIR/Ucum-java; exceptions in one file. */
class UcumFunctionalTest {
    private static final List<Element> CASES = new ArrayList<>();
    private static final Map<String, String> EXCEPTIONS = new HashMap<>();

    private final Units units = Units.load();

    @BeforeAll
    static void read() throws Exception {
        Path file =
                Path.of(System.getProperty("shared.data", "absent"), "ucum-functional-tests/UcumFunctionalTests.2.xml");
        assumeTrue(Files.exists(file), "skipped: the UCUM functional tests are not at " + file);
        NodeList cases = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("case");
        for (int i = 0; i < cases.getLength(); i++) {
            CASES.add((Element) cases.item(i));
        }
        try (var in = UcumFunctionalTest.class.getResourceAsStream("ucum-functional-exceptions.yaml")) {
            for (Located.Fields each : LocatedReader.read("ucum-functional-exceptions.yaml", in.readAllBytes())
                    .objects("exceptions")) {
                EXCEPTIONS.put(each.required("case"), each.required("reason"));
            }
        }
    }

    @Test
    void agreesOnWhichCodesAreValid() {
        report(
                "validation",
                "valid",
                each -> units.isValid(each.getAttribute("unit")) == Boolean.parseBoolean(each.getAttribute("valid")));
    }

    @Test
    void agreesOnConversions() {
        report("conversion", "srcUnit", this::converts);
    }

    /** The suite rounds to the digits it thinks significant: ours, unrounded, must agree on those. */
    private boolean converts(Element each) {
        BigDecimal expected = new BigDecimal(each.getAttribute("outcome"));
        MathContext shown = new MathContext(Math.min(30, expected.precision()));
        return units.rule(new UcumUnit(each.getAttribute("srcUnit")), new UcumUnit(each.getAttribute("dstUnit")))
                .map(rule -> rule.apply(new BigDecimal(each.getAttribute("value"))))
                .filter(value -> value.round(shown).compareTo(expected.round(shown)) == 0)
                .isPresent();
    }

    private static void report(String kind, String attribute, Predicate<Element> passes) {
        List<Element> cases =
                CASES.stream().filter(each -> each.hasAttribute(attribute)).toList();
        Set<String> failed = cases.stream()
                .filter(passes.negate())
                .map(each -> each.getAttribute("id"))
                .collect(Collectors.toCollection(TreeSet::new));
        System.out.println("UCUM functional tests, " + kind + ": " + (cases.size() - failed.size()) + " of "
                + cases.size() + " pass, the others are listed with reasons");

        assertThat(cases).isNotEmpty();
        assertThat(failed)
                .containsExactlyInAnyOrderElementsOf(cases.stream()
                        .map(each -> each.getAttribute("id"))
                        .filter(EXCEPTIONS::containsKey)
                        .collect(Collectors.toSet()));
    }
}
