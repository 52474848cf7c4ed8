package org.hulian.fhir.graphql;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Traverse;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.index.References;
import org.hulian.fhir.store.Found;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries: reads what a round still lacks, in one statement for each type of reference and one for each search,
 * and goes on until nothing is lacking.
 *
 * @see <a href="https://hl7.org/fhir/R4/graphql.html">graphql.html</a>
 */
public final class GraphQueries {
    private final FhirContext fhir;
    private final Traverse traverse;
    private final SearchParser parser;
    private final SearchNames names;
    private final References references;
    private final GraphLimits limits;
    private final Vertx vertx;
    private final Shapes shapes;

    /** Works on the threads of a Vert.x that may be held up. */
    public GraphQueries(
            FhirContext fhir,
            Traverse traverse,
            SearchParser parser,
            SearchParameters parameters,
            References references,
            GraphLimits limits,
            Vertx vertx) {
        this.fhir = fhir;
        this.traverse = traverse;
        this.parser = parser;
        this.names = new SearchNames(parameters);
        this.references = references;
        this.limits = limits;
        this.vertx = vertx;
        this.shapes = new Shapes(fhir);
    }

    /**
     * The answer, {@code data} and {@code errors}, as JSON.
     *
     * @param focus   the resource the query is about, or null for the whole server
     * @param cursors of the pages after the first
     */
    public Uni<byte[]> by(GraphQuery query, @Nullable ResourceKey focus, Cursors cursors, RequestContext context) {
        String operation = (focus == null ? "" : focus + "/") + "$graphql " + query.document()
                + (query.variables().isEmpty() ? "" : " " + query.variables());
        return traverse.by(
                operation.substring(0, Math.min(operation.length(), limits.characters())),
                walk -> {
                    Lookups lookups = new Lookups(walk, parser, names, cursors, limits, fhir);
                    return onWorker(() -> asked(query, focus))
                            .chain(fields -> focus == null
                                    ? round(new Run(null, fields, lookups))
                                    : begun(focus, fields, lookups, walk))
                            .ifNoItem()
                            .after(Duration.ofSeconds(limits.seconds()))
                            .failWith(() -> GraphRefusals.costly("seconds", limits.seconds(), limits.seconds() + 1L));
                },
                context);
    }

    private List<GraphField> asked(GraphQuery query, @Nullable ResourceKey focus) {
        List<GraphField> fields = QueryReader.read(query, limits);
        new QueryCheck(shapes, limits).check(focus == null ? new Shape.Root() : shapes.resource(focus.type()), fields);
        return fields;
    }

    private Uni<byte[]> begun(ResourceKey focus, List<GraphField> fields, Lookups lookups, Traverse.Walk walk) {
        return walk.named(focus).chain(found -> switch (found) {
            case Found.Visible visible ->
                round(new Run(Node.of(visible.resource().body(), fhir), fields, lookups));
            case Found.Deleted deleted -> Uni.createFrom().failure(new FailureException(new Failure.Gone(focus)));
            case Found.Hidden hidden ->
                Uni.createFrom().failure(new FailureException(new Failure.NotFound(focus.toString())));
            case Found.Absent absent ->
                Uni.createFrom().failure(new FailureException(new Failure.NotFound(focus.toString())));
        });
    }

    /** A query on its way. */
    private record Run(@Nullable Node focus, List<GraphField> fields, Lookups lookups, Map<Want, Loaded> known) {
        Run(@Nullable Node focus, List<GraphField> fields, Lookups lookups) {
            this(focus, fields, lookups, new ConcurrentHashMap<>());
        }
    }

    private Uni<byte[]> round(Run run) {
        return onWorker(() -> {
                    Evaluation evaluation = new Evaluation(fhir, shapes, run.known(), references::local);
                    Node focus = run.focus();
                    Shape shape = focus == null
                            ? new Shape.Root()
                            : Shapes.type(focus.resourceType())
                                    .<Shape>map(shapes::resource)
                                    .orElseGet(Shape.AnyResource::new);
                    return new Round(evaluation, evaluation.answer(focus, shape, run.fields()));
                })
                .chain(round -> round.evaluation().wanted().isEmpty()
                        ? Uni.createFrom().item(json(round))
                        : run.lookups()
                                .load(round.evaluation().wanted(), run.known())
                                .chain(() -> round(run)));
    }

    private record Round(Evaluation evaluation, ObjectNode data) {}

    private static byte[] json(Round round) {
        ObjectNode answer = FhirJson.object();
        answer.set("data", round.data());
        List<Evaluation.Problem> problems = round.evaluation().problems();
        if (!problems.isEmpty()) {
            List<ObjectNode> errors = new ArrayList<>();
            for (Evaluation.Problem problem : problems) {
                ObjectNode error = FhirJson.object();
                error.put(
                        "message",
                        problem.code().equals("deleted")
                                ? "The resource was deleted."
                                : "The resource is not known here, or not shared with you.");
                problem.path().forEach(error.putArray("path")::add);
                error.putObject("extensions").put("code", problem.code());
                errors.add(error);
            }
            answer.putArray("errors").addAll(errors);
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }

    private <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
