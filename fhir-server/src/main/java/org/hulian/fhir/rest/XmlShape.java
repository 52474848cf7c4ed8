package org.hulian.fhir.rest;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/**
 * What HAPI's XML parser passes over in silence: text between elements, other namespaces, an encoding that is not
 * UTF-8. A value written as text would otherwise be lost without a word.
 *
 * @see <a href="https://hl7.org/fhir/R4/xml.html">XML</a>
 */
final class XmlShape {
    private static final String FHIR = "http://hl7.org/fhir";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final XMLInputFactory FACTORY = factory();

    private XmlShape() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Narratives have &nbsp; and its like, which HAPI knows.
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /** Refuses what could not be read whole, with its line and column. */
    static void check(String xml) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(xml));
            try {
                String encoding = reader.getCharacterEncodingScheme();
                if (encoding != null && !encoding.toLowerCase(Locale.ROOT).equals("utf-8")) {
                    throw malformed("The encoding must be UTF-8", "编码须为 UTF-8", reader.getLocation());
                }
                elements(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException broken) {
            throw malformed("Not well-formed XML", "不是格式良好的 XML", broken.getLocation());
        }
    }

    private static void elements(XMLStreamReader reader) throws XMLStreamException {
        int narrative = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    boolean html = XHTML.equals(reader.getNamespaceURI());
                    narrative = narrative > 0 || html ? narrative + 1 : 0;
                    if (narrative == 0 && !FHIR.equals(reader.getNamespaceURI())) {
                        throw malformed(
                                "An element outside of the namespace " + FHIR,
                                "元素不在命名空间 " + FHIR,
                                reader.getLocation());
                    }
                }
                case XMLStreamReader.END_ELEMENT -> narrative = Math.max(0, narrative - 1);
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> {
                    if (narrative == 0 && !reader.isWhiteSpace()) {
                        throw malformed(
                                "Text between elements: values are written as value=\"...\"",
                                "元素之间有文本：取值须写为 value=\"...\"",
                                reader.getLocation());
                    }
                }
                default -> {
                    // Comments and instructions say nothing of the resource.
                }
            }
        }
    }

    private static FailureException malformed(String en, String zh, Location at) {
        String where = at == null ? "" : ", line %d column %d".formatted(at.getLineNumber(), at.getColumnNumber());
        String whereZh = at == null ? "" : "，第 %d 行第 %d 列".formatted(at.getLineNumber(), at.getColumnNumber());
        return new FailureException(new Failure.Malformed(
                "structure", List.of(new Failure.Issue("structure", "", en + where + ".", zh + whereZh + "。"))));
    }
}
