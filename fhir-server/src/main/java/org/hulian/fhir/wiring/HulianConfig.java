package org.hulian.fhir.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The hub's settings; {@code ./hub start} gives them as environment variables, {@code HULIAN_HOME} and so on. */
@ConfigMapping(prefix = "hulian")
public interface HulianConfig {
    /** Folder with {@code institutions.yaml} and what else describes the region. */
    Path region();

    /** FHIR base URL in every link, without a slash at its end. Request headers never change it. */
    @WithDefault("http://127.0.0.1:8080/fhir")
    String baseUrl();

    /** Secret keys. */
    Keys keys();

    /** Where tokens come from. */
    Oidc oidc();

    /** The console's sign-in. */
    Console console();

    /** The three databases. */
    DatabasesConfig db();

    /** Where hospital systems send their messages. */
    MllpConfig mllp();

    /** The terminology service. */
    TerminologyConfig terminology();

    /** How decisions on senders' codes come into force. */
    MappingConfig mapping();

    /** What a request may cost. */
    LimitsConfig limits();

    /** Bulk Data. */
    BulkConfig bulk();

    /** Figures of mutual recognition. */
    Indicator indicator();

    /** What a search may cost beyond its own type. */
    SearchConfig search();

    /** Subscriptions. */
    SubscriptionConfig subscription();

    /** Secret keys. */
    interface Keys {
        /** File of mode 0600, made by the first start. */
        Path file();
    }

    /** Where tokens come from. */
    interface Oidc {
        /** Issuer of accepted tokens. */
        String issuer();

        /** Where its keys are. */
        String jwksUrl();

        /** Audience of accepted tokens. */
        @WithDefault("hulian")
        String audience();
    }

    /** The console's sign-in. */
    interface Console {
        /** Client of the console at the issuer. */
        @WithDefault("hulian-console")
        String clientId();

        /** Secret of that client; without it nobody can sign in to the console. */
        Optional<String> clientSecret();
    }

    /** Figures of mutual recognition. */
    interface Indicator {
        /** Milliseconds between looks for orders to be counted, and for new versions of the rules. */
        @WithDefault("500")
        int everyMillis();

        /** Seconds an order older than a day is left to settle before it is counted: its history arrives with it. */
        @WithDefault("30")
        int historySettlesSeconds();

        /** Within how many days after a recognition a test counts as repeated. */
        @WithDefault("7")
        int repeatDays();

        /** Groups of figures in one report. */
        @WithDefault("5000")
        int groups();
    }
}
