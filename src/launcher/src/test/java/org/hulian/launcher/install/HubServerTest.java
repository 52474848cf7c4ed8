package org.hulian.launcher.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hulian.launcher.home.Checkout;
import org.hulian.launcher.home.Home;
import org.hulian.launcher.process.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hub's JVM makes of the options it is started with. */
class HubServerTest {
    @TempDir
    private Path folder;

    @Test
    void theHeapIsBoundedAndTheOperatorMayBoundItOtherwise() {
        assertThat(heap("")).isEqualTo(384L << 20);
        assertThat(heap(" -Xmx600m  -Dmore=1 ")).isEqualTo(600L << 20);
    }

    @Test
    void theHubEndsWhenItsHeapIsFull() {
        assertThat(flags("")).containsPattern("ExitOnOutOfMemoryError\\s+= true");
    }

    private long heap(String options) {
        return Long.parseLong(flags(options).replaceAll("(?s).*\\bMaxHeapSize\\s+= (\\d+).*", "$1"));
    }

    private String flags(String options) {
        HubServer server = new HubServer(new Checkout(folder), Home.at(folder.resolve("home")));
        List<String> line = new ArrayList<>(server.command(options));
        line.subList(line.indexOf("-jar"), line.size()).clear();
        line.removeIf(option -> option.contains("AOTCache") || option.contains("AOTMode"));
        line.addAll(List.of("-XX:+PrintFlagsFinal", "-version"));
        Command.Ended ended = new Command(line, Map.of(), Duration.ofMinutes(1)).run();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended.output();
    }
}
