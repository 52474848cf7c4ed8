package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hulian.fhir.bundle.BundleWriter;
import org.hulian.fhir.bundle.SentParameters;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.operation.LastObservations;
import org.hulian.fhir.operation.ObservationStatistics;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.Parameters;
import org.jspecify.annotations.Nullable;

/** Operations on Observation: {@code $lastn} and {@code $stats}. */
@Singleton
@Path("/fhir")
public class ObservationEndpoint {
    private static final List<String> OFFERED =
            List.of("code", "coding", "duration", "include", "period", "statistic", "subject", "system");

    private static final BigDecimal MOST_HOURS = new BigDecimal(24 * 366 * 100);

    private final Doors doors;
    private final OperationInput input;
    private final LastObservations last;
    private final ObservationStatistics statistics;
    private final UuidV7 ids;
    private final Clock clock;

    ObservationEndpoint(
            Doors doors,
            Rendering rendering,
            LastObservations last,
            ObservationStatistics statistics,
            UuidV7 ids,
            Clock clock) {
        this.doors = doors;
        this.input = new OperationInput(rendering);
        this.last = last;
        this.statistics = statistics;
        this.ids = ids;
        this.clock = clock;
    }

    /** The newest of each kind. */
    @GET
    @Path("Observation/$lastn")
    public Uni<Response> lastByGet(@Context RoutingContext http) {
        return lastByPost(OperationInput.NO_BODY, http);
    }

    /** The same with Parameters. */
    @POST
    @Path("Observation/$lastn")
    public Uni<Response> lastByPost(byte[] body, @Context RoutingContext http) {
        return doors.open(http, input.plain(body, this::last));
    }

    private Uni<Response> last(Parameters given, Exchange exchange, RequestContext context) {
        return last.by(given, context).chain(found -> {
            String self = doors.answers().base() + "/Observation/$lastn?" + given.text();
            byte[] bundle = new BundleWriter(doors.answers().base())
                    .searchset(
                            ids.get(),
                            clock.instant(),
                            (long) found.size(),
                            List.of(new BundleWriter.Link("self", self)),
                            found,
                            List.of(),
                            null);
            return doors.answers().json(200, bundle, exchange);
        });
    }

    /** Statistics over values. */
    @GET
    @Path("Observation/$stats")
    public Uni<Response> statisticsByGet(@Context RoutingContext http) {
        return statisticsByPost(OperationInput.NO_BODY, http);
    }

    /** The same with Parameters. */
    @POST
    @Path("Observation/$stats")
    public Uni<Response> statisticsByPost(byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) ->
                        input.ofParameters(body, exchange).chain(sent -> statistics(sent, exchange, context)));
    }

    private Uni<Response> statistics(SentParameters sent, Exchange exchange, RequestContext context) {
        sent.names().stream()
                .filter(name -> !OFFERED.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new FailureException(
                            new Failure.NotSupported("Parameter " + Shown.of(name) + " of $stats", OFFERED, 400));
                });
        if (sent.first("period") != null) {
            throw Exchange.malformed(
                    "period is a Period, which only Parameters can hold: POST them, or use duration.",
                    "period 为 Period 类型，只能放在 Parameters 中：请用 POST 提交，或使用 duration。");
        }
        OperationInput.requirePlain(sent, List.of("code", "statistic"));
        String subject = OperationInput.one(sent, "subject");
        ObservationStatistics.Asked asked = new ObservationStatistics.Asked(
                subject == null ? "" : subject,
                codes(sent),
                dates(sent),
                all(sent, "statistic"),
                isIncluding(OperationInput.one(sent, "include")));
        return statistics.by(asked, context).chain(parameters -> doors.answers().json(200, parameters, exchange));
    }

    private static boolean isIncluding(@Nullable String include) {
        if (include != null && !include.equals("true") && !include.equals("false")) {
            throw Exchange.malformed("include must be true or false.", "include 应为 true 或 false。");
        }
        return "true".equals(include);
    }

    private static List<String> all(SentParameters sent, String name) {
        return sent.all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static List<JsonNode> elements(SentParameters sent, String name) {
        return sent.elements(name).stream()
                .map(json -> Objects.requireNonNull(FhirJson.read(json)))
                .toList();
    }

    private static List<String> codes(SentParameters sent) {
        String system = OperationInput.one(sent, "system");
        List<String> codes = new ArrayList<>();
        all(sent, "code").forEach(code -> codes.add(system == null ? code : system + "|" + code));
        codes.addAll(all(sent, "coding"));
        elements(sent, "coding")
                .forEach(coding -> codes.add(coding.path("system").asText() + "|"
                        + coding.path("code").asText()));
        return codes;
    }

    /** The hours before now, or a period. */
    private List<String> dates(SentParameters sent) {
        List<String> dates = new ArrayList<>();
        String duration = OperationInput.one(sent, "duration");
        if (duration != null) {
            if (!duration.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                throw Exchange.malformed("duration must be a number of hours.", "duration 应为小时数。");
            }
            BigDecimal hours = new BigDecimal(duration).min(MOST_HOURS);
            long seconds = hours.multiply(BigDecimal.valueOf(3600)).longValue();
            dates.add("ge" + clock.instant().minusSeconds(seconds));
        }
        for (JsonNode period : elements(sent, "period")) {
            if (period.has("start")) {
                dates.add("ge" + period.path("start").asText());
            }
            if (period.has("end")) {
                dates.add("le" + period.path("end").asText());
            }
        }
        return dates;
    }
}
