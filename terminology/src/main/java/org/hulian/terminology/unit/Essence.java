package org.hulian.terminology.unit;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The UCUM tables: prefixes and unit symbols of {@code ucum-essence.xml}, as the library {@code org.fhir:ucum} ships it.
 *
 * @param version of the tables, quoted where results are shown
 */
record Essence(String version, Map<String, Ratio> prefixes, Map<String, Atom> atoms) {
    /** UCUM defines these as plain numbers or as each other; here they keep apart, see {@link Units}. */
    private static final Set<String> KEPT_APART = Set.of("mol", "eq");

    static Essence load() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Essence.class.getResourceAsStream("/ucum-essence.xml")) {
            if (in == null) {
                throw new IllegalStateException("ucum-essence.xml is not on the class path: org.fhir:ucum is missing");
            }
            return read(factory.createXMLStreamReader(in));
        } catch (IOException | XMLStreamException e) {
            throw new IllegalStateException("ucum-essence.xml cannot be read", e);
        }
    }

    private static Essence read(XMLStreamReader xml) throws XMLStreamException {
        String version = "";
        Map<String, Ratio> prefixes = new HashMap<>();
        Map<String, Atom> atoms = new HashMap<>();
        String prefix = null;
        Atom open = null;
        boolean apart = false;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "root" -> version = attribute(xml, "version");
                case "prefix" -> {
                    prefix = attribute(xml, "Code");
                    open = null;
                }
                case "base-unit" -> {
                    String code = attribute(xml, "Code");
                    atoms.put(code, new Atom(code, true, new Atom.Kind.Base()));
                }
                case "unit" -> {
                    String code = attribute(xml, "Code");
                    open = new Atom(code, isYes(xml, "isMetric"), new Atom.Kind.Base());
                    apart = KEPT_APART.contains(code) || (isYes(xml, "isArbitrary") && !code.equals("[IU]"));
                    atoms.put(code, open);
                }
                case "value" -> {
                    if (open != null && !apart) {
                        atoms.put(open.code(), new Atom(open.code(), open.metric(), defined(xml)));
                    } else if (open == null && prefix != null) {
                        prefixes.put(prefix, Ratio.of(new BigDecimal(attribute(xml, "value"))));
                    }
                }
                case "function" -> {
                    if (open != null) {
                        TemperatureScale scale = TemperatureScale.of(attribute(xml, "name"));
                        atoms.put(open.code(), new Atom(open.code(), open.metric(), new Atom.Kind.Special(scale)));
                    }
                }
                default -> {}
            }
        }
        return new Essence(version, Map.copyOf(prefixes), Map.copyOf(atoms));
    }

    private static Atom.Kind defined(XMLStreamReader xml) {
        return new Atom.Kind.Defined(attribute(xml, "value"), attribute(xml, "Unit"));
    }

    private static boolean isYes(XMLStreamReader xml, String name) {
        return attribute(xml, name).equals("yes");
    }

    private static String attribute(XMLStreamReader xml, String name) {
        @Nullable String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
