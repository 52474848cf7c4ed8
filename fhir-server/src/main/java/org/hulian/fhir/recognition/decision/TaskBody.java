package org.hulian.fhir.recognition.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.hulian.fhir.recognition.Verdict;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.security.consent.Caller;

/**
 * The Task of a line: {@code requested} while an offer is open, {@code completed} when a result was recognised,
 * {@code rejected} with the lawful reason when the test is done again.
 *
 * @see <a href="https://hl7.org/fhir/R4/task.html">Task</a>
 */
final class TaskBody {
    private static final Words CODE = new Words("Rely on an earlier result, or say why not", "决定是否互认既往结果");

    private TaskBody() {}

    /** An offer nobody has decided on. */
    static ObjectNode offered(Line line, JsonNode order, String rules, Instant now) {
        ObjectNode task = task(line, order, "requested", now);
        JsonNode requester = order.path("requester");
        if (requester.has("reference")) {
            task.putObject("owner").put("reference", requester.path("reference").asText());
        }
        return inputs(task, line, rules);
    }

    /** A recognised result. */
    static ObjectNode recognised(Line line, JsonNode order, Verdict verdict, String rules, Caller caller, Instant now) {
        ObjectNode task = task(line, order, "completed", now);
        task.set("owner", Elements.who(caller));
        inputs(task, line, rules);
        ArrayNode outputs = task.putArray("output");
        ObjectNode output = outputs.addObject();
        output.set("type", type("recognised-result", new Words("Result relied on", "所采用的既往结果")));
        output.set("valueReference", Elements.reference(verdict.result().reference()));
        ObjectNode laboratory = outputs.addObject();
        laboratory.set("type", type("laboratory", new Words("Institution whose mark counts", "出具结果的机构")));
        laboratory.set(
                "valueReference",
                Elements.reference("Organization/" + verdict.result().laboratory()));
        ObjectNode effective = outputs.addObject();
        effective.set("type", type("effective", new Words("When it was tested", "检测时间")));
        effective.put("valueInstant", verdict.result().effective().toString());
        return task;
    }

    /** A lawful repeat. */
    static ObjectNode repeated(
            Line line, JsonNode order, Choice.Repeat choice, String rules, Caller caller, Instant now) {
        ObjectNode task = task(line, order, "rejected", now);
        task.set("statusReason", Elements.concept(choice.reason()));
        task.set("owner", Elements.who(caller));
        if (choice.words() != null) {
            // A note's text is sealed; free words could say anything.
            task.putArray("note").addObject().put("time", now.toString()).put("text", choice.words());
        }
        return inputs(task, line, rules);
    }

    private static ObjectNode task(Line line, JsonNode order, String status, Instant now) {
        ObjectNode task = Elements.resource("Task", line.task().id().value());
        task.putArray("basedOn").add(Elements.reference(line.order()));
        task.put("status", status).put("intent", "proposal");
        task.set("code", Elements.concept("decide", CODE));
        task.set("focus", Elements.reference(line.order()));
        task.set("for", order.path("subject"));
        if (order.path("encounter").has("reference")) {
            task.set("encounter", order.path("encounter"));
        }
        task.put("authoredOn", line.judged().line().at().toString());
        task.put("lastModified", now.toString());
        task.putObject("requester").put("display", "Hulian");
        return task;
    }

    private static ObjectNode inputs(ObjectNode task, Line line, String rules) {
        ArrayNode inputs = task.putArray("input");
        ObjectNode item = inputs.addObject();
        item.set("type", type("item", new Words("Ordered test", "医嘱项目")));
        item.set("valueCodeableConcept", item(line));
        ObjectNode version = inputs.addObject();
        version.set("type", type("rules", new Words("Rules in force", "所依据的规则版本")));
        version.put("valueString", rules);
        ObjectNode institution = inputs.addObject();
        institution.set("type", type("institution", new Words("Ordering institution", "开单机构")));
        institution.set(
                "valueReference",
                Elements.reference("Organization/" + line.judged().line().institution()));
        List<Verdict> offered = line.offered();
        for (Verdict verdict : offered) {
            ObjectNode result = inputs.addObject();
            result.set("type", type("offered-result", new Words("Result offered", "可互认的既往结果")));
            result.set("valueReference", Elements.reference(verdict.result().reference()));
        }
        return task;
    }

    /** The item and the code that was ordered. */
    private static ObjectNode item(Line line) {
        Words name = line.judged().name();
        ObjectNode item = FhirJson.object();
        ArrayNode codings = item.putArray("coding");
        codings.addObject()
                .put("system", "http://hulian.org/fhir/CodeSystem/recognition-item")
                .put("code", line.item())
                .put("display", name.zh());
        codings.addObject()
                .put("system", line.code().system())
                .put("code", line.code().code());
        return item.put("text", name.en());
    }

    private static ObjectNode type(String code, Words words) {
        return Elements.concept(code, words);
    }
}
