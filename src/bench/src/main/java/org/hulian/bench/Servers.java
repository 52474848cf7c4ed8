package org.hulian.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hulian.bench.load.Target;
import org.hulian.bench.measure.CpuMeter;
import org.hulian.bench.measure.ProcessGroup;
import org.hulian.bench.scenario.BenchFailure;
import org.hulian.demo.load.HomeTokens;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is measured: the hub of a home, or servers named by their addresses. */
final class Servers {
    @Option(names = "--base", description = "FHIR base, default the hub of the home")
    @Nullable
    URI base;

    @Option(names = "--against", description = "a second FHIR base, driven in turns with the first")
    @Nullable
    URI against;

    @Option(names = "--home", description = "home of a hub: gives its base, tokens and process numbers")
    Path home = Path.of(".hub");

    @Option(names = "--as", description = "login or institution whose token is used; default by scenario")
    @Nullable
    String as;

    @Option(names = "--token", description = "bearer token for --base, instead of one by the home")
    @Nullable
    String token;

    @Option(names = "--against-token", description = "bearer token for --against")
    @Nullable
    String againstToken;

    @Option(names = "--pid", description = "process of the server at --base")
    @Nullable
    Long pid;

    @Option(names = "--postmaster", description = "process of its database, with all its children")
    @Nullable
    Long postmaster;

    @Option(names = "--against-pid", description = "process of the server at --against")
    @Nullable
    Long againstPid;

    @Option(names = "--against-postmaster", description = "process of its database")
    @Nullable
    Long againstPostmaster;

    /** The servers as a demo login or institution sees them. */
    List<Target> targets(String asDemo) {
        List<Target> targets = new ArrayList<>();
        targets.add(new Target("base", base(), tokens(as == null ? asDemo : as), meter()));
        if (against != null) {
            targets.add(new Target(
                    "against",
                    against,
                    () -> Optional.ofNullable(againstToken),
                    new CpuMeter(group(againstPid), group(againstPostmaster))));
        }
        return targets;
    }

    private Supplier<Optional<String>> tokens(String who) {
        Optional<RunningHub> own = ownHub();
        if (own.isEmpty() || token != null) {
            return () -> Optional.ofNullable(token);
        }
        HomeTokens tokens = new HomeTokens(own.get().home(), own.get().issuer(), InstantSource.system());
        return () -> Optional.of(tokens.token(who));
    }

    Optional<String> tokenOf(String who) {
        return tokens(who).get();
    }

    URI base() {
        URI given = base;
        return given != null ? given : running().base();
    }

    RunningHub running() {
        return RunningHub.of(home)
                .orElseThrow(() -> new BenchFailure(
                        "No hub runs in " + home + ". Start it: ./hub start; or state another server by --base."));
    }

    /** The hub of the home, when it is what is measured. */
    Optional<RunningHub> ownHub() {
        return RunningHub.of(home).filter(hub -> hub.serves(base()));
    }

    CpuMeter meter() {
        Optional<RunningHub> own = ownHub();
        return new CpuMeter(
                group(pid).or(() -> own.map(hub -> new ProcessGroup(hub.pid()))),
                group(postmaster).or(() -> own.flatMap(RunningHub::postmaster).map(ProcessGroup::new)));
    }

    private static Optional<ProcessGroup> group(@Nullable Long pid) {
        return Optional.ofNullable(pid).map(ProcessGroup::new);
    }
}
