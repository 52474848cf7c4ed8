package org.hulian.launcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hulian.launcher.doctor.Doctor;
import org.hulian.launcher.doctor.Finding;
import org.hulian.launcher.install.Addresses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Check JDK, memory, disk, fsync, ports, clock, identity and versions; exit code 1 when one fails.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--port-offset", paramLabel = "N", defaultValue = "0", description = "As for ./hub start.")
    private int offset;

    @Option(names = "--json", description = "A list of {check, grade, finding}.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> findings = new Doctor(home.installation(), new Addresses(offset)).examine();
        if (json) {
            ArrayNode list = new ObjectMapper().createArrayNode();
            findings.forEach(finding -> list.addObject()
                    .put("check", finding.check())
                    .put("grade", finding.grade().name().toLowerCase(Locale.ROOT))
                    .put("finding", finding.text()));
            out.println(list.toPrettyString());
        } else {
            findings.forEach(finding ->
                    out.println("%-5s %-10s %s".formatted(finding.grade(), finding.check(), finding.text())));
        }
        return findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.FAIL) ? 1 : 0;
    }
}
