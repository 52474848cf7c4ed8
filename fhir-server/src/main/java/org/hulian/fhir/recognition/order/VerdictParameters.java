package org.hulian.fhir.recognition.order;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.hulian.fhir.recognition.Verdict;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.resource.Candidate;
import org.hulian.fhir.recognition.resource.CatalogueCode;
import org.hulian.terminology.compare.Finding;
import org.hulian.terminology.unit.Amount;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code $recognize}: Parameters with a {@code line} for each test, in it a {@code verdict} for each
 * candidate, best first, in it every condition by its code; an order not to do something has its reason instead. What fails is said in both languages; of the best candidate
 * also what holds.
 */
public final class VerdictParameters {
    private static final JsonFactory JSON = new JsonFactory();

    private final OrderedUnit units;

    /** Values are also given in the unit of the ordered test. */
    public VerdictParameters(OrderedUnit units) {
        this.units = units;
    }

    /** The answer under one version of the rules. */
    public byte[] of(String rules, List<JudgedLine> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            Parts parts = new Parts(json);
            json.writeStartObject();
            json.writeStringField("resourceType", "Parameters");
            json.writeArrayFieldStart("parameter");
            parts.value("rules", "valueString", rules);
            for (JudgedLine line : lines) {
                line(line, parts);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private void line(JudgedLine line, Parts parts) throws IOException {
        parts.open("line");
        String order = line.order().reference();
        if (order.startsWith("ServiceRequest/")) {
            parts.reference("order", order);
        } else {
            parts.value("order", "valueUri", order);
        }
        CatalogueCode item = CatalogueCode.of(line.line().code());
        parts.coding("item", item.system(), item.code(), line.name().zh());
        parts.value("name-en", "valueString", line.name().en());
        parts.value("ordered", "valueInstant", line.line().at().toString());
        Words unasked = line.unasked().orElse(null);
        if (unasked != null) {
            parts.value("text-en", "valueString", unasked.en());
            parts.value("text-zh", "valueString", unasked.zh());
        }
        boolean best = true;
        for (Verdict verdict : line.verdicts()) {
            verdict(verdict, line.candidates().get(verdict.result().reference()), best, parts);
            best = false;
        }
        parts.close();
    }

    private void verdict(Verdict verdict, @Nullable Candidate candidate, boolean best, Parts parts) throws IOException {
        parts.open("verdict");
        parts.value("verdict", "valueCode", verdict.kind().name());
        parts.reference("result", verdict.result().reference());
        parts.reference("laboratory", "Organization/" + verdict.result().laboratory());
        parts.value("effective", "valueInstant", verdict.result().effective().toString());
        if (candidate != null) {
            value(verdict, candidate, parts);
            for (String opens : candidate.opens()) {
                parts.reference("open", opens);
            }
        }
        for (org.hulian.fhir.recognition.Finding finding : verdict.findings()) {
            parts.open("condition");
            parts.value("code", "valueCode", finding.condition().code());
            parts.flag("met", finding.met());
            if (best || !finding.met()) {
                parts.value("text-en", "valueString", finding.text().en());
                parts.value("text-zh", "valueString", finding.text().zh());
            }
            parts.close();
        }
        parts.close();
    }

    private void value(Verdict verdict, Candidate candidate, Parts parts) throws IOException {
        Finding finding = candidate.finding();
        if (finding == null) {
            if (!candidate.shown().isEmpty()) {
                parts.value("value", "valueString", candidate.shown());
            }
            return;
        }
        measured("", finding, parts);
        Finding converted = units.in(verdict, finding).orElse(null);
        if (converted != null) {
            measured("converted-", converted, parts);
        }
    }

    private static void measured(String prefix, Finding finding, Parts parts) throws IOException {
        parts.quantity(prefix + "value", finding.amount());
        limit(prefix + "low", finding.low(), finding, parts);
        limit(prefix + "high", finding.high(), finding, parts);
        String interpretation = prefix.isEmpty() ? finding.interpretation() : finding.derived();
        if (interpretation != null) {
            parts.value(prefix + "interpretation", "valueCode", interpretation);
        }
    }

    private static void limit(String name, @Nullable BigDecimal limit, Finding finding, Parts parts)
            throws IOException {
        if (limit != null) {
            parts.quantity(name, new Amount(limit, finding.amount().unit()));
        }
    }
}
