package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrettyJsonTest {
    @Test
    void indentsAndKeepsEveryToken() {
        String json = "{\"a\":1.500,\"b\":[{\"c\":\"x\\\"{,}\"},true],\"d\":{},\"e\":[ ]}";

        String pretty = new String(PrettyJson.of(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);

        assertThat(pretty).isEqualTo("""
                        {
                          "a": 1.500,
                          "b": [
                            {
                              "c": "x\\"{,}"
                            },
                            true
                          ],
                          "d": {},
                          "e": []
                        }
                        """);
    }

    @Test
    void laysOutAnewWhatWasLaidOutBefore() {
        byte[] once = PrettyJson.of("{\"a\":[1,2]}".getBytes(StandardCharsets.UTF_8));

        assertThat(PrettyJson.of(once)).isEqualTo(once);
    }
}
