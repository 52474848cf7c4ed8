package org.hulian.mappers.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hulian.mappers.Coverage;
import org.hulian.mappers.LocalCodes;
import org.hulian.mappers.Problem;
import org.hulian.mappers.Sender;
import org.hulian.mappers.Severity;
import org.hulian.mappers.SourceMessage;
import org.hulian.mappers.TraceEntry;
import org.hulian.mappers.definition.Definitions;
import org.hulian.mappers.definition.FhirElements;
import org.hulian.mappers.definition.FhirElements.Element;
import org.hulian.mappers.definition.MessageMap;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Hl7v2Message;
import org.hulian.mappers.source.hl7v2.Segment;
import org.hulian.terminology.translate.ConceptMaps;
import org.jspecify.annotations.Nullable;

/** Definitions compiled once, run over any number of messages by any number of threads. */
public final class Engine {

    private final Definitions definitions;
    private final ConceptMaps codes;
    private final Map<String, Program> programs = new HashMap<>();

    /**
     * Compiles, and so checks, every definition.
     *
     * @throws org.hulian.mappers.definition.InvalidDefinitionException naming file and line of each fault
     */
    public Engine(Definitions definitions, ConceptMaps codes) {
        this.definitions = definitions;
        this.codes = codes;
        Faults faults = new Faults();
        for (MessageMap map : definitions.messages()) {
            Program program = Program.compile(map, definitions, new CodeMaps(codes), faults);
            map.types().forEach(type -> programs.put(type, program));
        }
        faults.throwIfAny();
    }

    /** What a run leaves: the bundle, or null after an error. */
    public record Output(
            JsonValue.@Nullable Obj bundle, List<TraceEntry> trace, Coverage coverage, List<Problem> problems) {}

    public Set<String> types() {
        return new TreeSet<>(programs.keySet());
    }

    public Output run(Hl7v2Message message, SourceMessage source, Sender sender, LocalCodes local) {
        Program program = programs.get(message.type());
        if (program == null) {
            throw new IllegalArgumentException("no definition for " + message.type());
        }
        Map<String, String> facts = Facts.of(source, sender, message, program.map(), definitions, local);
        Run run = new Run(source, sender, codes, local, facts);
        Grouping grouping = Grouping.of(program.map().structure(), message.segments());
        List<Site> sites = new ArrayList<>();
        for (Program.Step step : program.steps()) {
            make(run, step, grouping.root(), sites);
        }
        for (Site site : sites) {
            write(run, site);
        }
        unexpected(run, grouping);
        boolean failed = incomplete(run, sites);
        Coverage coverage = CoverageCount.of(message.segments(), program.reasons());
        return new Output(failed ? null : bundle(run), List.copyOf(run.trace()), coverage, List.copyOf(run.problems()));
    }

    /** A resource to write and where. */
    private record Site(Program.Step step, Entry entry, Group group, Segment segment, boolean again) {}

    private static void make(Run run, Program.Step step, Group group, List<Site> sites) {
        String in = step.make().in();
        if (in == null || in.equals(group.shape().name())) {
            for (Segment segment : group.segments()) {
                if (segment.name().equals(step.make().at())) {
                    makeAt(run, step, group, segment, sites);
                }
            }
        }
        for (Group child : group.groups()) {
            make(run, step, child, sites);
        }
    }

    private static void makeAt(Run run, Program.Step step, Group group, Segment segment, List<Site> sites) {
        Scope scope = new Scope(run, group, segment, null);
        run.enter(scope);
        List<String> key = step.check().holds(scope) ? step.key().find(scope) : null;
        if (key == null) {
            return;
        }
        String type = step.make().resource();
        if (type.equals("Provenance") && run.entries().isEmpty()) {
            run.problem(
                    Severity.WARNING,
                    "NOTHING_MAPPED",
                    segment.label(),
                    "The message holds no segment that makes a resource; it stays as a source message only.",
                    "消息中没有可生成资源的段;仅作为原始消息保留。");
            return;
        }
        String id = run.id(type, key);
        Entry made = run.made(type, id);
        boolean again = made != null && step.make().once();
        if (made != null && !again) {
            List<String> numbered = new ArrayList<>(key);
            for (int n = 2; run.made(type, id) != null; n++) {
                numbered.add("#" + n);
                id = run.id(type, numbered);
                numbered.remove(numbered.size() - 1);
            }
        }
        Entry entry = again ? made : run.make(type, id, segment.label(), step.row());
        group.made(step.make().as(), java.util.Objects.requireNonNull(entry));
        sites.add(new Site(step, entry, group, segment, again));
    }

    private static void write(Run run, Site site) {
        Target target = site.again()
                ? new Target(JsonValue.Obj.empty(), "")
                : site.entry().target();
        int mark = run.mark();
        for (Program.Part part : site.step().parts()) {
            if (part.segment().equals(site.segment().name())) {
                write(run, site, part, site.segment(), target);
                continue;
            }
            for (Segment segment : site.group().segments()) {
                if (segment.name().equals(part.segment())) {
                    write(run, site, part, segment, target);
                }
            }
        }
        if (site.again()) {
            run.rollback(mark);
        }
    }

    private static void write(Run run, Site site, Program.Part part, Segment segment, Target target) {
        Scope scope = new Scope(run, site.group(), segment, null);
        run.enter(scope);
        for (Instruction instruction : part.instructions()) {
            instruction.run(scope, target);
        }
    }

    private static void unexpected(Run run, Grouping grouping) {
        for (Segment segment : grouping.unexpected()) {
            if (!segment.name().startsWith("Z")) {
                run.problem(
                        Severity.WARNING,
                        "SEGMENT_UNEXPECTED",
                        segment.label(),
                        "The segment " + segment.name()
                                + " has no place here in this message structure; it stays in the source message.",
                        "段 " + segment.name() + " 在该消息结构的此处没有位置;仅保留在原始消息中。");
            }
        }
    }

    private static boolean incomplete(Run run, List<Site> sites) {
        boolean failed = false;
        for (Site site : sites) {
            for (Element element : FhirElements.r4().required(site.step().make().resource())) {
                if (site.entry().resource().get(element.name()) == null) {
                    String type = site.step().make().resource();
                    run.problem(
                            Severity.ERROR,
                            "REQUIRED_MISSING",
                            site.segment().label(),
                            type + "." + element.name() + " is required and the message gives nothing for it.",
                            type + "." + element.name() + " 为必需,但消息未提供。");
                    failed = true;
                }
            }
        }
        return failed;
    }

    private static JsonValue.Obj bundle(Run run) {
        JsonValue.Array entries = JsonValue.Array.of();
        for (Entry entry : run.entries()) {
            entries.items()
                    .add(JsonValue.Obj.of("fullUrl", "urn:uuid:" + entry.id())
                            .with("resource", entry.resource())
                            .with("request", JsonValue.Obj.of("method", "PUT").with("url", entry.reference())));
        }
        JsonValue.Obj bundle = JsonValue.Obj.of("resourceType", "Bundle").with("type", "transaction");
        return entries.items().isEmpty() ? bundle : bundle.with("entry", entries);
    }
}
