package org.hulian.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.feed.HubQuestion;
import org.hulian.launcher.figures.Counts;
import org.hulian.launcher.figures.OrderedTests;
import org.hulian.launcher.figures.Period;
import org.hulian.launcher.figures.Recount;
import org.hulian.launcher.install.Installation;
import org.hulian.launcher.keycloak.Tokens;
import org.hulian.launcher.region.Institution;
import org.hulian.terminology.catalogue.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "figures",
        mixinStandardHelpOptions = true,
        description = {
            "Tell what became of ordered tests: repeat rate, recognised share, money saved, before and after.",
            "Exit code 1 when a recount finds something else than the figures."
        })
final class FiguresCommand implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 300;
    private static final List<String> ROWS = List.of(
            "ordered",
            "performed",
            "offered",
            "recognised",
            "repeated-condition-changed",
            "repeated-changes-fast",
            "repeated-before-major-measure",
            "repeated-emergency",
            "repeated-appraisal",
            "repeated-other-need",
            "unexplained",
            "open");

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--before", required = true, paramLabel = "DAY..DAY", description = "The first period.")
    private String before = "";

    @Option(names = "--after", required = true, paramLabel = "DAY..DAY", description = "The second period.")
    private String after = "";

    @Option(
            names = "--recount",
            description = "Count all orders and decisions one by one, too, as the institutions that sent them.")
    private boolean recount;

    @Option(names = "--login", defaultValue = "steward1", description = "Demo login that may see figures; steward1.")
    private String login = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        List<Period> periods = List.of(Period.of(before), Period.of(after));
        Installation installation = home.installation();
        URI hub = installation.runningHub();
        Tokens tokens = installation.tokens();
        HubQuestion steward = new HubQuestion(
                hub, tokens.ofLogin(login, installation.credentials().login(login), "user/*.rs"));
        List<JsonNode> reports = new ArrayList<>();
        for (Period period : periods) {
            reports.add(counted(steward, period));
        }
        List<Counts> columns = new ArrayList<>();
        boolean agree = true;
        for (int i = 0; i < periods.size(); i++) {
            Counts figures = Counts.of(reports.get(i));
            columns.add(figures);
            if (recount) {
                Counts again = recount(hub, tokens, installation, periods.get(i));
                columns.add(again);
                agree &= figures.agrees(again);
            }
        }
        print(columns, reports, spec.commandLine().getOut());
        if (recount) {
            spec.commandLine().getErr().println(agree ? "the recount agrees" : "the recount does NOT agree");
        }
        return agree ? 0 : 1;
    }

    /** Waits until no order is left to be counted. */
    private JsonNode counted(HubQuestion steward, Period period) throws InterruptedException {
        String path = "/fhir/Measure/recognition/$evaluate-measure?periodStart=%s&periodEnd=%s"
                .formatted(period.from(), period.to());
        for (int second = 0; second < PATIENCE_SECONDS; second++) {
            JsonNode report = steward.get(path);
            long waiting = report.at("/extension/0/valueInteger").asLong();
            if (waiting == 0) {
                return report;
            }
            if (second % 10 == 0) {
                spec.commandLine().getErr().println(waiting + " orders are not counted yet");
            }
            Thread.sleep(1000);
        }
        throw new LaunchFailure("The hub still counts orders. Ask again later.");
    }

    private Counts recount(URI hub, Tokens tokens, Installation installation, Period period) {
        Path rules = home.region().directory().resolve("recognition");
        Recount recounted = new Recount(new OrderedTests(rules, Catalogue.bundled()));
        for (Institution institution : home.region().institutions()) {
            String token = tokens.ofClient(
                    institution.code(), installation.credentials().client(institution.code()), "system/*.rs");
            HubQuestion sender = new HubQuestion(hub, token);
            pages(sender, "ServiceRequest", "authored", period, recounted);
            pages(sender, "Task", "authored-on", period, recounted);
        }
        return recounted.counts();
    }

    private static void pages(HubQuestion sender, String type, String date, Period period, Recount recounted) {
        String next = "/fhir/%s?%s=%s&%s=%s&_count=200"
                .formatted(
                        type,
                        date,
                        encoded("ge" + period.from() + "T00:00:00+08:00"),
                        date,
                        encoded("lt" + period.to().plusDays(1) + "T00:00:00+08:00"));
        while (!next.isEmpty()) {
            JsonNode page = sender.get(next);
            recounted.add(page);
            next = "";
            for (JsonNode link : page.path("link")) {
                if (link.path("relation").asText().equals("next")) {
                    URI following = URI.create(link.path("url").asText());
                    next = following.getRawPath() + "?" + following.getRawQuery();
                }
            }
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private void print(List<Counts> columns, List<JsonNode> reports, PrintWriter out) {
        out.println(recount ? "figure,before,before_recounted,after,after_recounted" : "figure,before,after");
        for (String row : ROWS) {
            row(out, row, columns.stream().map(counts -> Long.toString(counts.of(row))));
        }
        row(out, "recognised-share", columns.stream().map(counts -> share(counts.recognisedShare())));
        row(out, "repeat-rate", columns.stream().map(counts -> share(counts.repeatRate())));
        row(
                out,
                "saved-cny",
                reports.stream().flatMap(report -> Stream.of(saved(report), "").limit(recount ? 2 : 1)));
        out.flush();
    }

    private static String saved(JsonNode report) {
        for (JsonNode group : report.path("group")) {
            if (group.at("/code/coding/0/code").asText().equals("saved")) {
                return group.at("/measureScore/value").asText();
            }
        }
        return "";
    }

    private static void row(PrintWriter out, String name, Stream<String> values) {
        out.println(name + "," + values.collect(Collectors.joining(",")));
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
    }
}
