package org.hulian.fhir.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hulian.launcher.postgres.Database;
import org.hulian.launcher.process.Ports;
import org.hulian.security.crypto.CryptoSuite;
import org.hulian.security.crypto.KeyFile;
import org.hulian.testkit.TestDatabases;
import org.hulian.testkit.TestPostgres;
import org.postgresql.Driver;

/** Databases, keys, region and issuer of a hub under test. */
public final class TestHub implements QuarkusTestResourceLifecycleManager {
    /** Tests and their set-up live in different class loaders; system properties are the same for all. */
    private static final String MLLP = "testing.hulian.mllp.port";

    private static final String INSTITUTIONS = """
            - {number: 1, code: city-first, name: {zh: 市第一医院, en: City First}, level: tertiary, role: hospital,
               sender: {charset: UTF-8, facility: CITY-FIRST, identifierSystems: {
                 MR: http://hulian.org/fhir/identifier/mrn/city-first,
                 NI: http://hulian.org/fhir/identifier/national-id}}}
            - {number: 2, code: city-second, name: {zh: 市第二医院, en: City Second}, level: secondary, role: hospital,
               sender: {charset: GB18030, facility: CITY-SECOND, identifierSystems: {
                 MR: http://hulian.org/fhir/identifier/mrn/city-second,
                 NI: http://hulian.org/fhir/identifier/national-id}}}
            - {number: 3, code: county-lab, name: {zh: 县检验所, en: County Lab}, level: laboratory, role: laboratory}
            - {number: 4, code: riverside, name: {zh: 河畔社区, en: Riverside}, level: community, role: community}
            - {number: 6, code: city-imaging, name: {zh: 市影像中心, en: City Imaging}, level: imaging, role: imaging}
            """;

    private String validation = "";

    /** {@code validation}: text of the region's validation.yaml. */
    @Override
    public void init(Map<String, String> settings) {
        validation = settings.getOrDefault("validation", "");
    }

    @Override
    public Map<String, String> start() {
        register();
        TestDatabases databases = TestPostgres.shared().freshDatabases();
        Map<String, String> settings = new HashMap<>();
        add(settings, "registry", databases.registry());
        add(settings, "clinical", databases.clinical());
        add(settings, "audit", databases.audit());
        try {
            Path home = Files.createTempDirectory("hulian-test");
            Files.writeString(home.resolve("institutions.yaml"), INSTITUTIONS);
            if (!validation.isEmpty()) {
                Files.writeString(home.resolve("validation.yaml"), validation);
            }
            copyRecognition(Files.createDirectory(home.resolve("recognition")));
            KeyFile.createIfAbsent(home.resolve("keys.json"), CryptoSuite.INTERNATIONAL, new SecureRandom());
            copy(Path.of("../src/demo/region/codes"), Files.createDirectory(home.resolve("codes")));
            settings.put("hulian.region", home.toString());
            settings.put("hulian.keys.file", home.resolve("keys.json").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("hulian.oidc.issuer", TestIssuer.ISSUER);
        settings.put("hulian.oidc.jwks-url", TestIssuer.shared().jwksUrl());
        System.setProperty(MLLP, Integer.toString(Ports.anyFree()));
        settings.put("hulian.mllp.port", System.getProperty(MLLP));
        settings.put("hulian.indicator.history-settles-seconds", "2");
        settings.put("quarkus.http.test-port", "0");
        return settings;
    }

    /** A second hub of one test run has class loaders of its own, which the drivers known already are not visible to. */
    private static void register() {
        try {
            DriverManager.registerDriver(new Driver());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The demo region's own rules: certificates, places, panels. */
    private static void copyRecognition(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../src/demo/region/recognition"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Override
    public void stop() {
        // The databases end with the server, the folder with the machine's temporary files.
    }

    /** Where the hub takes messages. */
    public static int mllpPort() {
        return Integer.getInteger(MLLP, 0);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void add(Map<String, String> settings, String name, Database database) {
        String prefix = "hulian.db." + name + ".";
        settings.put(prefix + "host", database.host());
        settings.put(prefix + "port", Integer.toString(database.port()));
        settings.put(prefix + "database", database.name());
        settings.put(prefix + "user", database.user());
        settings.put(prefix + "password", database.password());
        settings.put(prefix + "owner-user", database.owner());
        settings.put(prefix + "owner-password", database.ownerPassword());
    }
}
