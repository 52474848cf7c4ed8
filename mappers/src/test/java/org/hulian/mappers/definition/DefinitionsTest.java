package org.hulian.mappers.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hulian.mappers.MessageMapper;
import org.hulian.terminology.translate.ConceptMaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {

    private static final Path ROOT = Path.of("src/main/resources/mappings");

    @Test
    void bundledDefinitionsAreWithoutFault() {
        MessageMapper mapper = new MessageMapper(Definitions.bundled(), ConceptMaps.bundled());

        assertThat(mapper).isNotNull();
    }

    @Test
    void theIndexListsEveryFile() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("hl7v2"))) {
            List<String> found = files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> ROOT.relativize(file).toString())
                    .sorted()
                    .toList();

            assertThat(Files.readAllLines(ROOT.resolve("hl7v2/index.txt"))).isEqualTo(found);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{ from: AL1-3, to: cod };'cod' is not an element of AllergyIntolerance",
                "{ from: AL1-3, to: code, each: CWE-Coding };gives Coding",
                "{ from: AL1-3, to: code, each: CWE-Nothing };no map datatypes/CWE-Nothing",
                "{ from: AL1-6, to: recordedDate, with: guess };unknown function 'guess'",
                "{ from: AL1-4, to: criticality, translate: v2-9999 };no concept map 'v2-9999'",
                "{ from: AL1-4, to: code.text, wiht: wholeText };unknown word 'wiht'",
                "{ from: AL1.4, to: code.text };no place in a message",
                "{ from: $weather, to: code.text };unknown fact",
                "{ from: AL1-4, to: code.text, when: { AL1-2: maybe } };a condition is",
                "{ to: code };a row needs"
            })
    void namesFileAndLineOfAFault(String row, String fault) {
        String text =
                "map: hl7v2/segments/AL1\nto: AllergyIntolerance\nfields:\n  - { to: patient, ref: patient }\n  - "
                        + row + "\n";
        Definitions.Source source = new Definitions.Source("hl7v2/segments/AL1.yaml", text);

        assertThatThrownBy(() -> new MessageMapper(Definitions.bundled().with(List.of(source)), ConceptMaps.bundled()))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("hl7v2/segments/AL1.yaml:5: ")
                .hasMessageContaining(fault);
    }
}
