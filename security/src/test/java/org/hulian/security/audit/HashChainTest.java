package org.hulian.security.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HashChainTest {

    /** Values computed with Python's hashlib. */
    @Test
    void chainsAsWritten() {
        HashChain chain = HashChain.start(1);

        HashChain.Link first = chain.append("{\"a\":1}".getBytes(UTF_8));
        HashChain.Link second = chain.append("{\"b\":2}".getBytes(UTF_8));

        assertThat(hex(first.prev())).isEqualTo("a7944df04281acc3748e902a90bbf3bd498cb0dd685fe54cd4b95e1ef41c337d");
        assertThat(hex(first.hash())).isEqualTo("33378e8b1d6ed27a15480478ff698a997ac2625f69daf8787b0e07907042aa4b");
        assertThat(hex(second.hash())).isEqualTo("bf082c3493168fc1a6fafdc95f5cd886eed3e7b3b65a4c5658cfc9325aff5b27");
        assertThat(second.seq()).isEqualTo(2);
    }

    @Test
    void goesOnWhereItStopped() {
        HashChain chain = HashChain.start(1);
        chain.append("{\"a\":1}".getBytes(UTF_8));

        HashChain.Link link =
                HashChain.resume(chain.log(), chain.seq(), chain.head()).append("{\"b\":2}".getBytes(UTF_8));

        assertThat(link.seq()).isEqualTo(2);
        assertThat(hex(link.hash())).isEqualTo("bf082c3493168fc1a6fafdc95f5cd886eed3e7b3b65a4c5658cfc9325aff5b27");
    }

    @Test
    void startsEveryLogElsewhere() {
        assertThat(HashChain.start(2).head()).isNotEqualTo(HashChain.start(1).head());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
