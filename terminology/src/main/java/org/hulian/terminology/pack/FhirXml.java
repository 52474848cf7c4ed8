package org.hulian.terminology.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the resources of a Bundle in XML one after the other, into JSON's shape: an element that comes once is a value,
 * one that comes again a list. What no operation asks for is left out.
 *
 * @see <a href="https://hl7.org/fhir/R4/xml.html">XML representation</a>
 */
final class FhirXml {
    private static final Set<String> LEFT_OUT = Set.of(
            "text",
            "meta",
            "contact",
            "identifier",
            "useContext",
            "jurisdiction",
            "purpose",
            "copyright",
            "comment",
            "description",
            "immutable");

    /** Texts up to this length come again and again: property names, systems, words such as {@code retired}. */
    private static final int SHARED = 48;

    private final XMLStreamReader xml;
    private final Map<String, TextNode> shared = new HashMap<>();

    private FhirXml(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Hands over each resource of the Bundle. */
    static void resources(InputStream in, Consumer<ObjectNode> taker) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            new FhirXml(factory.createXMLStreamReader(in, "UTF-8")).all(taker);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a resource of the build is no XML", e);
        }
    }

    private void all(Consumer<ObjectNode> taker) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("resource")) {
                xml.nextTag();
                String type = xml.getLocalName();
                if (element() instanceof ObjectNode resource) {
                    taker.accept(resource.put("resourceType", type));
                }
            }
        }
    }

    /** The element the reader stands on, up to its end. */
    private @Nullable JsonNode element() throws XMLStreamException {
        String value = xml.getAttributeValue(null, "value");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        String url = xml.getAttributeValue(null, "url");
        if (url != null) {
            node.set("url", text(url));
        }
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                child(node);
            }
        }
        return value == null ? node : text(value);
    }

    private void child(ObjectNode node) throws XMLStreamException {
        String name = xml.getLocalName();
        if (LEFT_OUT.contains(name)) {
            skip();
            return;
        }
        JsonNode value = element();
        JsonNode known = node.get(name);
        switch (known) {
            case null -> node.set(name, value);
            case ArrayNode list -> list.add(value);
            default -> node.putArray(name).add(known).add(value);
        }
    }

    private void skip() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private TextNode text(String value) {
        return value.length() > SHARED ? TextNode.valueOf(value) : shared.computeIfAbsent(value, TextNode::valueOf);
    }
}
