package org.hulian.terminology.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hulian.terminology.load.LocatedReader;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Head;
import org.hulian.terminology.lookup.Library;
import org.hulian.terminology.lookup.MapTable;
import org.hulian.terminology.lookup.Shelf;
import org.hulian.terminology.lookup.ValueSet;

/** The library that comes with the hub; nothing is read before the first question. */
public final class Bundled implements Library {
    private static final String HL7 = "/org/hl7/fhir/r4/model/valueset/";
    private static final List<String> FILES = List.of("v2-tables.xml", "v3-codesystems.xml", "valuesets.xml");
    private static final String MAPS = "/org/hulian/terminology/translate/";

    private Bundled() {}

    /** The one instance. */
    public static Library library() {
        return Instance.BUNDLED;
    }

    /** Reads everything now, on the calling thread, so that nobody waits for it later. */
    public static void warm() {
        Contents.SHELF.edition();
    }

    @Override
    public List<CodeSystem> codeSystems(String url) {
        return Contents.SHELF.codeSystems(url);
    }

    @Override
    public List<ValueSet> valueSets(String url) {
        return Contents.SHELF.valueSets(url);
    }

    @Override
    public Collection<MapTable> maps() {
        return Contents.SHELF.maps();
    }

    @Override
    public List<CodeSystem> supplements(String url) {
        return Contents.SHELF.supplements(url);
    }

    @Override
    public Collection<Head> heads() {
        return Contents.SHELF.heads();
    }

    @Override
    public long edition() {
        return 0;
    }

    private static final class Instance {
        static final Bundled BUNDLED = new Bundled();
    }

    private static final class Contents {
        static final Shelf SHELF = read();

        private static Shelf read() {
            Shelf shelf = new Shelf();
            for (String file : FILES) {
                List<JsonNode> resources = new ArrayList<>();
                try (InputStream in = Bundled.class.getResourceAsStream(HL7 + file)) {
                    if (in == null) {
                        throw new IllegalStateException("resource missing from the build: " + HL7 + file);
                    }
                    FhirXml.resources(new BufferedInputStream(in, 1 << 16), resources::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                shelf.putAll(resources);
            }
            shelf.putAll(maps());
            Catalogues.systems().forEach(system -> shelf.put(system.head().canonical(), system));
            Grammars.systems().forEach(system -> shelf.put(system.head().canonical(), system));
            return shelf;
        }

        private static List<JsonNode> maps() {
            ObjectMapper mapper = new ObjectMapper();
            List<JsonNode> maps = new ArrayList<>();
            LocatedReader.readResource(MAPS + "index.yaml").scalars("maps").forEach(name -> {
                try {
                    maps.add(mapper.readTree(LocatedReader.resource(MAPS + name.text() + ".json")));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return maps;
        }
    }
}
