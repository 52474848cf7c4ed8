package org.hulian.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private static final String RESULT = String.join(
            "\r",
            "MSH|^~\\&|LIS|CITY-SECOND|HUB|HUB|20260301080000||ORU^R01|M1|P|2.4",
            "PID|1||P7^^^CITY-SECOND^MR||张^三||19800101|M",
            "OBR|1|O1|F1|GLU-K^葡萄糖|||20260301073000",
            "OBX|1|NM|GLU-K^葡萄糖||5.6|mmol/L|3.9-6.1|N|||F",
            "");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "stop",
                "status",
                "doctor",
                "logs",
                "token",
                "realm",
                "test",
                "map",
                "send",
                "import",
                "export",
                "units",
                "recognise",
                "reindex",
                "audit",
                "audit export",
                "audit verify"
            })
    void hasHelpForEveryCommand(String command) {
        assertThat(run((command + " --help").split(" ", -1))).isZero();
        assertThat(out.toString()).startsWith("Usage: hub " + command);
    }

    @Test
    void showsHowFarIndexesAre() throws JsonProcessingException {
        JsonNode status = new ObjectMapper().readTree("""
                {"resourceType":"Parameters","parameter":[{"name":"index","part":[{"name":"type","valueCode":"Specimen"},
                {"name":"parameter","valueString":"shelf"},{"name":"state","valueCode":"running"},
                {"name":"done","valueDecimal":250},{"name":"total","valueDecimal":1000}]}]}""");

        ReindexCommand.print(status, new PrintWriter(out));

        assertThat(out.toString().lines())
                .containsExactly("type,parameter,state,done,total,percent", "Specimen,shelf,running,250,1000,25");
    }

    @Test
    void answersWrongUsageWithTwo() {
        assertThat(run("start", "--port-offset", "many")).isEqualTo(2);
        assertThat(run("start", "--port-offset", "-5", "--home", folder.toString()))
                .isEqualTo(2);
        assertThat(run("fly")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void reportsAHomeWhereNothingRuns() throws Exception {
        assertThat(run("status", "--json", "--home", folder.resolve("none").toString()))
                .isZero();

        JsonNode status = new ObjectMapper().readTree(out.toString());
        assertThat(status.get("ready").booleanValue()).isFalse();
        assertThat(status.get("postgres").isNull()).isTrue();
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void convertsByMolarMassWhenTheAnalyteIsNamed() throws Exception {
        assertThat(run("units", "100", "mg/dL", "mmol/L", "--loinc", "2345-7", "--json"))
                .isZero();

        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(answer.get("value").textValue()).isEqualTo("5.551");
        assertThat(answer.get("comparable").textValue()).isEqualTo("converted");
    }

    @Test
    void refusesAConversionThatMeansNothing() throws Exception {
        assertThat(run("units", "5", "mg", "m", "--json")).isEqualTo(1);

        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(answer.get("comparable").textValue()).isEqualTo("no");
        assertThat(answer.get("reason").textValue()).isNotBlank();
    }

    @Test
    void mapsAMessageByTheSettingsOfItsFacility() throws Exception {
        Path file = folder.resolve("result.hl7");
        Files.writeString(file, RESULT, Charset.forName("GB18030"));

        assertThat(run("map", file.toString(), "--out", folder.resolve("out").toString()))
                .isZero();

        JsonNode line = new ObjectMapper().readTree(out.toString());
        assertThat(line.get("type").textValue()).isEqualTo("ORU^R01");
        assertThat(line.get("bundle").toString()).contains("14749-6", "葡萄糖", "identifier/mrn/city-second");
        assertThat(line.get("trace")).isNotEmpty();
        assertThat(folder.resolve("out").resolve("result.hl7.json")).exists();
    }

    @Test
    void mapsTheSameMessageToTheSameBundle() throws Exception {
        Path file = folder.resolve("result.hl7");
        Files.writeString(file, RESULT, Charset.forName("GB18030"));

        run("map", file.toString());
        String first = out.toString();
        out.getBuffer().setLength(0);
        run("map", file.toString());

        assertThat(out.toString()).isEqualTo(first);
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThat(run("map", folder.resolve("nothing").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("nothing");
    }

    @Test
    void refusesAnExportThatIsNone() throws Exception {
        Path key = folder.resolve("key.pem");
        Files.writeString(key, "not a key");

        assertThat(run("audit", "verify", folder.toString(), "--key", key.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("not an Ed25519 public key");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
