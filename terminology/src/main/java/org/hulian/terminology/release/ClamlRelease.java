package org.hulian.terminology.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.Property;
import org.hulian.terminology.lookup.Traits.PropertyDefinition;
import org.jspecify.annotations.Nullable;

/**
 * ClaML, the form in which WHO and national bodies publish ICD-10: classes with {@code SuperClass} and rubrics of kind
 * {@code preferred}, {@code inclusion} and so on. A second file in another language adds its titles.
 *
 * @see <a href="https://www.iso.org/standard/69318.html">EN ISO 13120, classification markup language</a>
 */
final class ClamlRelease {
    private final PackBuilder pack;
    private final Progress progress;
    private final List<Link> links = new ArrayList<>();
    private String language = "en";

    private record Link(String file, int line, String child, String parent) {}

    ClamlRelease(PackBuilder pack, Progress progress) {
        this.pack = pack;
        this.progress = progress;
    }

    PackHead read(String system, String version, List<Path> files) throws IOException {
        String first = "en";
        for (Path file : files) {
            classes(file);
            first = file.equals(files.getFirst()) ? language : first;
        }
        for (Link link : links) {
            if (!pack.has(link.parent())) {
                throw problem(link.file(), link.line(), "SuperClass", link.parent() + " is no class of the file");
            }
            pack.parent(pack.concept(link.child()), pack.concept(link.parent()));
        }
        return PackHead.of(
                system,
                version,
                "ICD10",
                first,
                List.of(new PropertyDefinition("kind", null, "chapter, block or category", "code")));
    }

    private void classes(Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try (InputStream in = CountedStream.open(file, progress)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    element(file.getFileName().toString(), xml);
                }
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw problem(file.getFileName().toString(), line, "", "the file is no well-formed XML");
        }
    }

    private void element(String file, XMLStreamReader xml) throws XMLStreamException {
        switch (xml.getLocalName()) {
            case "ClaML" ->
                language = orElse(xml.getAttributeValue("http://www.w3.org/XML/1998/namespace", "lang"), language);
            case "Class" -> oneClass(file, xml);
            default -> {
                // Titles, modifiers and identifiers of the classification as a whole.
            }
        }
    }

    private void oneClass(String file, XMLStreamReader xml) throws XMLStreamException {
        int line = xml.getLocation().getLineNumber();
        String code = xml.getAttributeValue(null, "code");
        if (code == null || code.isBlank()) {
            throw problem(file, line, "Class", "the class has no code");
        }
        boolean again = pack.has(code);
        int number = pack.concept(code);
        String kind = xml.getAttributeValue(null, "kind");
        if (!again && kind != null) {
            pack.property(number, Property.code("kind", kind));
            if (!kind.equals("category")) {
                pack.abstrakt(number);
            }
        }
        String rubric = "";
        while (xml.next() != XMLStreamConstants.END_ELEMENT
                || !xml.getLocalName().equals("Class")) {
            if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "SuperClass" -> {
                    String parent = orElse(xml.getAttributeValue(null, "code"), "");
                    if (!again) {
                        links.add(new Link(file, xml.getLocation().getLineNumber(), code, parent));
                    }
                }
                case "Rubric" -> rubric = orElse(xml.getAttributeValue(null, "kind"), "");
                case "Label" -> label(number, rubric, xml);
                default -> {
                    // Modifiers and references between classes.
                }
            }
        }
    }

    private void label(int number, String rubric, XMLStreamReader xml) throws XMLStreamException {
        String spoken = orElse(xml.getAttributeValue("http://www.w3.org/XML/1998/namespace", "lang"), language);
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
                default -> {
                    // Comments and the like.
                }
            }
        }
        String label = text.toString().strip().replaceAll("\\s+", " ");
        if (label.isEmpty()) {
            return;
        }
        switch (rubric) {
            case "preferred" -> {
                if (pack.hasDisplay(number)) {
                    pack.designation(number, Designation.of(spoken, label));
                } else {
                    pack.display(number, label);
                }
            }
            case "definition" -> pack.definition(number, label);
            case "inclusion", "exclusion" -> pack.property(number, Property.string(rubric, label));
            default -> {
                // Notes on coding practice.
            }
        }
    }

    private static String orElse(@Nullable String text, String other) {
        return text == null ? other : text;
    }

    private static InvalidDataException problem(String file, int line, String element, String message) {
        return new InvalidDataException(List.of(new DataProblem(file, line, element, message)));
    }
}
