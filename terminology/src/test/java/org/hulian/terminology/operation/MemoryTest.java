package org.hulian.terminology.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.hulian.terminology.expand.Contents;
import org.hulian.terminology.expand.Pins;
import org.hulian.terminology.expand.Resolver;
import org.hulian.terminology.lookup.Shelf;
import org.hulian.terminology.lookup.ValueSet;
import org.hulian.terminology.lookup.ValueSetReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose contents are kept: the same object again means that nothing was worked out anew. */
class MemoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Shelf shelf = new Shelf();
    private final Resolver resolver = new Resolver(shelf, Pins.NONE);
    private final Memory memory = new Memory(shelf, 2);

    @BeforeEach
    void fill() throws JsonProcessingException {
        put("""
                {"resourceType":"CodeSystem","url":"urn:s","status":"active","content":"complete",
                "concept":[{"code":"a"},{"code":"b"}]}""");
        for (int i = 1; i <= 3; i++) {
            put(valueSet("urn:v" + i));
        }
    }

    @Test
    void keepsAsManyAsItMayAndForgetsTheOneUnusedLongest() {
        Contents first = contents("urn:v1");
        Contents second = contents("urn:v2");
        assertThat(contents("urn:v1")).isSameAs(first);

        Contents third = contents("urn:v3");

        assertThat(contents("urn:v1")).isSameAs(first);
        assertThat(contents("urn:v3")).isSameAs(third);
        assertThat(contents("urn:v2")).isNotSameAs(second);
        assertThat(contents("urn:v2").selections())
                .singleElement()
                .satisfies(selection ->
                        assertThat(selection.numbers().cardinality()).isEqualTo(2));
    }

    @Test
    void keepsNothingThatIsNeverMetAgain() throws JsonProcessingException {
        Contents kept = contents("urn:v1");
        Contents other = contents("urn:v2");
        ValueSet sent = ValueSetReader.read(JSON.readTree(valueSet("urn:v1")));

        for (int i = 0; i < 5; i++) {
            memory.contents(sent, Pins.NONE, resolver);
            memory.contents(resolver.valueSet("urn:s/vs"), Pins.NONE, resolver);
        }

        assertThat(contents("urn:v1")).isSameAs(kept);
        assertThat(contents("urn:v2")).isSameAs(other);
    }

    @Test
    void forgetsEverythingWhenTheLibraryChanges() throws JsonProcessingException {
        Contents before = contents("urn:v1");

        put(valueSet("urn:v4"));

        assertThat(contents("urn:v1")).isNotSameAs(before);
    }

    private Contents contents(String url) {
        return memory.contents(resolver.valueSet(url), Pins.NONE, resolver);
    }

    private void put(String json) throws JsonProcessingException {
        shelf.put(json, JSON.readTree(json));
    }

    private static String valueSet(String url) {
        return """
                {"resourceType":"ValueSet","url":"%s","status":"active",
                "compose":{"include":[{"system":"urn:s"}]}}""".formatted(url);
    }
}
