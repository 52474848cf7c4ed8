package org.hulian.terminology.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON ({@code .json}) or YAML (anything else) into {@link Located} values; duplicate keys are refused. */
public final class LocatedReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private LocatedReader() {}

    /**
     * Reads a whole file.
     *
     * @throws InvalidDataException naming the line when the text is not well-formed or is no object
     */
    public static Located.Fields read(String file, byte[] content) {
        try (JsonParser parser = (file.endsWith(".json") ? JSON : YAML).createParser(content)) {
            parser.nextToken();
            Located whole = value(parser);
            if (whole instanceof Located.Fields fields) {
                return fields;
            }
            throw new InvalidDataException(
                    List.of(new DataProblem(file, whole.line(), "", "the file must hold one object")));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new InvalidDataException(List.of(new DataProblem(file, line, "", e.getOriginalMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of this module's resources; its absence is a broken build. */
    public static Located.Fields readResource(String path) {
        return read(path.substring(path.lastIndexOf('/') + 1), resource(path));
    }

    /** The bytes of a file of this module's resources. */
    public static byte[] resource(String path) {
        try (InputStream in = LocatedReader.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("resource missing from the build: " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Located value(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Located> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser));
            }
            return new Located.Fields(line, fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Located> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return new Located.Items(line, items);
        }
        String text = token == null || token == JsonToken.VALUE_NULL ? "" : parser.getText();
        return new Located.Scalar(line, text);
    }
}
