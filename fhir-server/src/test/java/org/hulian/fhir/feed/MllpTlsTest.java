package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.hulian.security.audit.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS with keys made by the JDK's own keytool. */
class MllpTlsTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String PASSWORD = "changeit-test";

    @TempDir
    static Path folder;

    private static HubDatabases databases;
    private static FeedHub hub;

    @BeforeAll
    static void start() throws Exception {
        for (String name : List.of("localhost", "city-second", "city-first")) {
            keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-keystore", store(name));
            keytool("-exportcert", "-alias", name, "-file", file(name + ".cer"), "-keystore", store(name));
        }
        for (String name : List.of("city-second", "city-first")) {
            trust("clients", name);
        }
        trust("servers", "localhost");
        databases = new HubDatabases();
        hub = new FeedHub(
                databases,
                new MllpSettings(
                        "127.0.0.1",
                        0,
                        new MllpSettings.Tls(folder.resolve("localhost.p12"), folder.resolve("clients.p12"), PASSWORD),
                        MllpLimits.DEFAULT),
                FeedHub.mapper());
    }

    @AfterAll
    static void stop() {
        hub.close();
        databases.close();
    }

    @Test
    void aSenderIsKnownByItsCertificate() throws Exception {
        try (MllpClient client = new MllpClient(socket("city-second"))) {
            assertThat(client.send(Messages.glucose("P1"), GB18030)).contains("MSA|AA|P1");
        }
    }

    @Test
    void attack81AFacilityThatIsNotTheCertificatesIsRejectedAndAudited() throws Exception {
        try (MllpClient client = new MllpClient(socket("city-first"))) {
            assertThat(client.send(Messages.glucose("P2"), GB18030)).contains("MSA|AR|P2");
        }

        assertThat(hub.kept("P2").problems()).contains("sender-mismatch");
        assertThat(hub.audited.values())
                .filteredOn(entry -> "sender-mismatch".equals(entry.reason()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.outcome()).isEqualTo(Outcome.DENIED);
                    assertThat(entry.agent().institution()).isEqualTo("city-first");
                });
    }

    @Test
    void attack84NobodySendsWithoutACertificate() {
        assertThatThrownBy(() -> {
                    try (MllpClient client = new MllpClient(socket(null))) {
                        assertThat(client.send(Messages.glucose("P3"), GB18030)).isNotEmpty();
                    }
                })
                .isInstanceOfAny(IOException.class, AssertionError.class);
        assertThat(hub.allKept("P3")).isEmpty();
    }

    private static SSLSocket socket(@Nullable String client) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(client == null ? empty() : load(client), PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(load("servers"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", hub.port);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore none = KeyStore.getInstance("PKCS12");
        none.load(null, null);
        return none;
    }

    private static KeyStore load(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static void trust(String store, String name) throws Exception {
        keytool("-importcert", "-noprompt", "-alias", name, "-file", file(name + ".cer"), "-keystore", store(store));
    }

    private static String store(String name) {
        return file(name + ".p12");
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
