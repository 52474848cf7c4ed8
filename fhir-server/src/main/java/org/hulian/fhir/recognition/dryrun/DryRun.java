package org.hulian.fhir.recognition.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hulian.fhir.recognition.EarlierResult;
import org.hulian.fhir.recognition.OrderLine;
import org.hulian.fhir.recognition.Recognition;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.Verdict;
import org.hulian.fhir.recognition.resource.Candidate;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.recognition.resource.Order;
import org.hulian.fhir.recognition.resource.OrderReader;
import org.hulian.fhir.recognition.resource.ResultReader;
import org.hulian.fhir.recognition.rules.AnalyteComparison;
import org.hulian.fhir.recognition.rules.LocalCodes;
import org.hulian.fhir.recognition.rules.RegionRules;
import org.hulian.fhir.region.InstitutionsFile;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.translate.ConceptMapSource;
import org.hulian.terminology.translate.ConceptMaps;

/**
 * {@code DryRun REGION ORDER RESULTS INSTITUTION INSTANT}: prints the verdicts as JSON. Exit code 0 done, 1 failed.
 * Arguments are checked by the command that starts it.
 */
public final class DryRun {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Set<String> RESULTS = Set.of("Observation", "DiagnosticReport");

    private final RecognitionRules rules;
    private final LocalCodes local;
    private final Recognition recognition;

    DryRun(Path region) {
        Catalogue catalogue = Catalogue.bundled();
        this.rules = RegionRules.read(region, catalogue, ZONE);
        this.local = LocalCodes.of(
                ConceptMaps.load(ConceptMapSource.folder(region.resolve("codes"))),
                InstitutionsFile.read(region.resolve("institutions.yaml")).all().stream()
                        .flatMap(institution -> Stream.ofNullable(institution.sender()))
                        .toList());
        Catalogue items = RegionRules.catalogue(RegionRules.files(region), catalogue);
        this.recognition = new Recognition(rules, new AnalyteComparison(items));
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            List<Verdict> verdicts = new DryRun(Path.of(arguments[0]))
                    .verdicts(Path.of(arguments[1]), Path.of(arguments[2]), arguments[3], Instant.parse(arguments[4]));
            out.println(VerdictReport.of(verdicts));
        } catch (IOException | RuntimeException e) {
            System.err.println("hub: " + e.getMessage());
            System.exit(1);
        }
    }

    /** For every order in turn, its candidates best first. */
    List<Verdict> verdicts(Path orderFile, Path resultFile, String institution, Instant at) throws IOException {
        ResultFile orders = ResultFile.read(orderFile);
        ResultFile results = ResultFile.read(resultFile);
        SamePerson person = new SamePerson(orders, results);
        OrderReader reader = new OrderReader(ZONE, FhirJson::local);
        List<Verdict> verdicts = new ArrayList<>();
        for (JsonNode resource : orders.resources()) {
            for (Order order : reader.read(resource)) {
                if (order.prohibits()) {
                    continue;
                }
                List<EarlierResult> earlier = candidates(order, results, person);
                for (String code :
                        rules.chosen(local.understood(order.codes())).stream().toList()) {
                    OrderLine whole = new OrderLine(order.reference(), code, at, institution);
                    recognition.open(whole).forEach(line -> verdicts.addAll(recognition.decide(line, earlier)));
                }
            }
        }
        return verdicts;
    }

    private List<EarlierResult> candidates(Order order, ResultFile results, SamePerson person) {
        ResultReader reader = new ResultReader(ZONE, rules.items().keySet(), local::understood);
        List<EarlierResult> earlier = new ArrayList<>();
        for (JsonNode resource : results.resources()) {
            if (RESULTS.contains(resource.path("resourceType").asText())) {
                ResultReader.Circumstances around = new ResultReader.Circumstances(
                        null, person.of(order.patient(), resource), true, results::find, results::about);
                reader.read(resource, around).stream().map(Candidate::result).forEach(earlier::add);
            }
        }
        return earlier;
    }
}
