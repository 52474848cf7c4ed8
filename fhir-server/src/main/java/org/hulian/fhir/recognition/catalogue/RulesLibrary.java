package org.hulian.fhir.recognition.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.recognition.rules.RegionRules;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.TimeSpan;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.load.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * One version of the Library that holds the rules: an attachment for each file, titled by its name.
 *
 * @param version name of the version, given by who made it
 * @param from    first instant it holds; the beginning of time where it does not say
 * @param files   content by name
 * @see <a href="https://hl7.org/fhir/R4/library.html">Library</a>
 */
record RulesLibrary(String version, Instant from, Map<String, byte[]> files) {
    static final ResourceKey KEY =
            new ResourceKey(ResourceTypes.r4().get("Library"), new ResourceId("recognition-rules"));
    static final String URL = "http://hulian.org/fhir/Library/recognition-rules";
    static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    private static final String YAML = "application/yaml";
    private static final Set<String> NAMES = RegionRules.FILES;

    /** Reads a Library, or says everything that is wrong with it as one. */
    static RulesLibrary read(byte[] json, ZoneId zone) {
        JsonNode library = FhirJson.read(json);
        List<Failure.Issue> issues = new ArrayList<>();
        if (library == null) {
            throw new FailureException(new Failure.Malformed("structure", List.of()));
        }
        if (!library.path("url").asText().equals(URL)) {
            issues.add(issue("url", "must stay " + URL, "必须为 " + URL));
        }
        if (!library.path("status").asText().equals("active")) {
            issues.add(issue(
                    "status",
                    "must be active; what is not to hold yet begins later, by effectivePeriod.start",
                    "须为 active；尚未生效的版本请设置 effectivePeriod.start"));
        }
        String version = library.path("version").asText();
        if (version.isBlank()) {
            issues.add(issue("version", "is needed: a name no version had before", "必填，且不得与已有版本重复"));
        }
        Instant from = from(library, zone, issues);
        Map<String, byte[]> files = files(library, issues);
        if (!issues.isEmpty()) {
            throw new FailureException(new Failure.Invalid(List.copyOf(issues)));
        }
        return new RulesLibrary(version, from, files);
    }

    private static Instant from(JsonNode library, ZoneId zone, List<Failure.Issue> issues) {
        JsonNode start = library.at("/effectivePeriod/start");
        TimeSpan span = start.isMissingNode() ? null : TimeSpan.parse(start.asText(), zone);
        if (!start.isMissingNode() && span == null) {
            issues.add(issue("effectivePeriod.start", "must be a date or dateTime", "须为日期或日期时间"));
        }
        return span == null ? BEGINNING : span.low();
    }

    private static Map<String, byte[]> files(JsonNode library, List<Failure.Issue> issues) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        int index = 0;
        for (JsonNode content : library.path("content")) {
            String at = "content[" + index++ + "]";
            String name = content.path("title").asText();
            if (!NAMES.contains(name)) {
                issues.add(issue(at + ".title", "must be one of " + NAMES, "须为以下之一：" + NAMES));
            } else if (files.containsKey(name)) {
                issues.add(issue(at + ".title", "stands twice: " + name, "重复：" + name));
            }
            byte[] data = decoded(content.path("data").asText());
            if (data == null || data.length == 0) {
                issues.add(issue(at + ".data", "must be the file in base64", "须为文件内容的 base64 编码"));
            } else {
                files.put(name, data);
            }
        }
        return files;
    }

    private static byte @Nullable [] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** The rules in it, or a failure that names file, line and element of everything that is wrong. */
    RecognitionRules rules(Catalogue catalogue, ZoneId zone) {
        try {
            return RegionRules.of(files, catalogue, zone);
        } catch (InvalidDataException wrong) {
            throw new FailureException(new Failure.Invalid(wrong.problems().stream()
                    .map(problem -> new Failure.Issue(
                            "invalid",
                            "Library.content.where(title='" + problem.file() + "')",
                            "%s line %d %s: %s. Correct the file and send it again."
                                    .formatted(problem.file(), problem.line(), problem.element(), problem.message()),
                            "%s 第 %d 行 %s：%s。请修改后重新提交。"
                                    .formatted(problem.file(), problem.line(), problem.element(), problem.message())))
                    .toList()));
        }
    }

    /** As a resource. */
    byte[] json(String source, Instant now) {
        ObjectNode library = FhirJson.object();
        library.put("resourceType", "Library").put("id", KEY.id().value()).put("url", URL);
        library.put("version", version).put("name", "RecognitionRules");
        library.put("title", "Rules of mutual recognition 检查检验结果互认规则").put("status", "active");
        library.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/library-type")
                .put("code", "asset-collection");
        library.put("date", now.toString()).put("purpose", source);
        ArrayNode content = library.putArray("content");
        files.forEach((name, data) -> content.addObject()
                .put("contentType", YAML)
                .put("data", Base64.getEncoder().encodeToString(data))
                .put("title", name));
        return library.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Failure.Issue issue(String element, String en, String zh) {
        return new Failure.Issue("value", "Library." + element, element + " " + en + ".", element + "：" + zh + "。");
    }
}
