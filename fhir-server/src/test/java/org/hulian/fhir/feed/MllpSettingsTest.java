package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MllpSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "::"})
    void attack84RefusesANetworkAddressWithoutTls(String host) {
        assertThatThrownBy(() -> new MllpSettings(host, 2575, null, MllpLimits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hulian.mllp.tls.key-store");
    }

    @Test
    void listensOnTheLoopbackAddressWithoutTlsAndElsewhereWithIt() {
        MllpSettings.Tls tls = new MllpSettings.Tls(Path.of("server.p12"), Path.of("clients.p12"), "secret");

        assertThat(new MllpSettings("127.0.0.1", 2575, null, MllpLimits.DEFAULT).tls())
                .isNull();
        assertThat(new MllpSettings("0.0.0.0", 2575, tls, MllpLimits.DEFAULT).host())
                .isEqualTo("0.0.0.0");
    }
}
