package org.hulian.fhir.recognition.dryrun;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hulian.fhir.recognition.Finding;
import org.hulian.fhir.recognition.Verdict;

/** Verdicts as the command prints them: stable, for scripts. */
final class VerdictReport {
    private VerdictReport() {}

    static ObjectNode of(List<Verdict> verdicts) {
        ObjectNode report = new ObjectMapper().createObjectNode();
        ArrayNode list = report.putArray("verdicts");
        for (Verdict verdict : verdicts) {
            ObjectNode one = list.addObject()
                    .put("order", verdict.line().order())
                    .put("result", verdict.result().reference())
                    .put("verdict", verdict.kind().name());
            ArrayNode conditions = one.putArray("conditions");
            for (Finding finding : verdict.findings()) {
                conditions
                        .addObject()
                        .put("code", finding.condition().code())
                        .put("met", finding.met())
                        .putObject("text")
                        .put("en", finding.text().en())
                        .put("zh", finding.text().zh());
            }
        }
        return report;
    }
}
