package org.hulian.fhir.feed.codes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hulian.fhir.feed.codes.WorkRows.Open;
import org.hulian.fhir.feed.codes.WorkRows.Volume;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;

/** How much of what each sender sends has a target: records, not codes, so that what is sent often counts often. */
final class CoverageReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIGITS = 4;

    private CoverageReport() {}

    /** A Parameters resource, a parameter {@code sender} for each. */
    static ObjectNode of(
            List<Volume> volumes, List<Open> waiting, Instant since, Instant until, Institutions institutions) {
        Map<Integer, Open> bySender = waiting.stream().collect(Collectors.toMap(Open::sender, Function.identity()));
        ObjectNode report = JSON.createObjectNode();
        report.put("resourceType", "Parameters");
        ArrayNode parameters = report.putArray("parameter");
        parameters.addObject().put("name", "since").put("valueInstant", since.toString());
        parameters.addObject().put("name", "until").put("valueInstant", until.toString());
        for (Volume volume : volumes) {
            Open open = bySender.getOrDefault(volume.sender(), new Open(volume.sender(), 0, 0));
            ObjectNode sender = parameters.addObject().put("name", "sender");
            ArrayNode parts = sender.putArray("part");
            String code = institutions
                    .byNumber(volume.sender())
                    .map(Institution::code)
                    .orElse(String.valueOf(volume.sender()));
            parts.addObject().put("name", "code").put("valueCode", code);
            long all = volume.coded() + volume.uncoded();
            parts.addObject().put("name", "records").put("valueDecimal", all);
            share(parts, "mapped", volume.coded(), all);
            share(parts, "proposed", open.proposed(), all);
            share(parts, "unmapped", open.waiting() - open.proposed(), all);
            share(parts, "withoutTarget", volume.uncoded() - open.waiting(), all);
        }
        return report;
    }

    private static void share(ArrayNode parts, String name, long count, long all) {
        parts.addObject().put("name", name).put("valueDecimal", count);
        BigDecimal share = all == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(count).divide(BigDecimal.valueOf(all), DIGITS, RoundingMode.HALF_UP);
        parts.addObject().put("name", name + "Share").put("valueDecimal", share);
    }
}
