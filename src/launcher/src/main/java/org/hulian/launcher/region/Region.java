package org.hulian.launcher.region;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hulian.launcher.LaunchFailure;

/**
 * A region's folder.
 *
 * @param logins empty in a real region, where people are kept in Keycloak only
 */
public record Region(Path directory, List<Institution> institutions, List<DemoLogin> logins) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public Region {
        institutions = List.copyOf(institutions);
        logins = List.copyOf(logins);
    }

    public static Region in(Path directory) {
        Path institutions = directory.resolve("institutions.yaml");
        if (!Files.exists(institutions)) {
            throw new LaunchFailure("No region in " + directory
                    + ": institutions.yaml is missing. Set HULIAN_REGION to the folder of your region.");
        }
        Path logins = directory.resolve("logins.yaml");
        return new Region(
                directory,
                read(institutions, new TypeReference<List<Institution>>() {}),
                Files.exists(logins) ? read(logins, new TypeReference<List<DemoLogin>>() {}) : List.of());
    }

    public Institution institution(String code) {
        return institutions.stream()
                .filter(institution -> institution.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new LaunchFailure("There is no institution " + code + " in " + directory
                        + "; it has " + String.join(", ", codes()) + "."));
    }

    public List<String> codes() {
        return institutions.stream().map(Institution::code).toList();
    }

    private static <T> T read(Path file, TypeReference<T> type) {
        try {
            return YAML.readValue(Files.readString(file, StandardCharsets.UTF_8), type);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new LaunchFailure(file + ":" + line + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
