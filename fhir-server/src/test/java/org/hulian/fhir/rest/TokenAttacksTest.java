package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.HubTest;
import org.hulian.fhir.testing.TestIssuer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

/** Tokens that must not be accepted; the numbers are those of the attack table. */
@QuarkusTest
class TokenAttacksTest extends HubTest {
    @Test
    void attack01AsksForAToken() {
        Answer answer = hub.get("/fhir/Patient/1");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.issue()).isEqualTo("login");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void attack02RefusesExpiredTokens() {
        Answer answer = with(claims -> claims.setExpirationTime(in(-600)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.issue()).isEqualTo("expired");
        assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    void attack03RefusesUnsignedTokens() {
        String claims = "{\"iss\":\"" + TestIssuer.ISSUER + "\",\"aud\":\"hulian\",\"sub\":\"x\",\"exp\":4102444800}";
        String token = base64("{\"alg\":\"none\",\"kid\":\"test-1\"}") + "." + base64(claims) + ".";

        assertThat(hub.with(token).get("/fhir/Patient/1").status()).isEqualTo(401);
    }

    @Test
    void attack05And06FollowNothingATokenNames() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        HttpServer trap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trap.createContext("/", exchange -> {
            seen.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });
        trap.start();
        String url = "http://127.0.0.1:" + trap.getAddress().getPort() + "/keys";
        int fetches = TestIssuer.fetches();

        for (Map<String, Object> headers : List.<Map<String, Object>>of(
                Map.of("kid", "../../etc/passwd"),
                Map.of("kid", "' or 1=1 --"),
                Map.of("kid", url),
                Map.of("jku", url, "kid", url),
                Map.of("x5u", url, "kid", "../x"))) {
            assertThat(hub.with(issuer.signed(good(), headers))
                            .get("/fhir/Patient/1")
                            .status())
                    .isEqualTo(401);
        }

        assertThat(seen).hasValue(0);
        assertThat(TestIssuer.fetches()).isEqualTo(fetches);
        trap.stop(0);
    }

    @Test
    void attack07And08RefuseForeignAudiencesAndIssuers() {
        assertThat(with(claims -> claims.setAudience("another")).status()).isEqualTo(401);
        assertThat(with(claims -> claims.setIssuer("http://127.0.0.1/realms/other"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void attack10RefusesTokensOfTheFuture() {
        assertThat(with(claims -> claims.setNotBefore(in(600))).status()).isEqualTo(401);
    }

    @Test
    void attack15RefusesWritingByAReadingScope() {
        String patient = patient("scope");
        String token = issuer.token(claims -> {
            claims.setSubject("x");
            claims.setClaim("azp", "app");
            claims.setClaim("roles", List.of("physician"));
            claims.setClaim("institutions", List.of("city-second"));
            claims.setClaim("scope", "user/Observation.rs");
        });

        Answer answer = hub.with(token).post("/fhir/Observation", GLUCOSE.formatted(patient, 1));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.issue()).isEqualTo("forbidden");
    }

    @Test
    void attack16NarrowsAGranularScopeToItsCategory() {
        String patient = patient("granular");
        String laboratory = glucose(patient, 1);
        String vital = hospital.post(
                        "/fhir/Observation", GLUCOSE.formatted(patient, 2).replace("laboratory", "vital-signs"))
                .json()
                .path("id")
                .asText();
        String token = issuer.token(claims -> {
            claims.setSubject("x");
            claims.setClaim("azp", "app");
            claims.setClaim("roles", List.of("physician"));
            claims.setClaim("institutions", List.of("city-second"));
            claims.setClaim(
                    "scope",
                    "user/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory");
        });

        assertThat(hub.with(token).get("/fhir/Observation?patient=" + patient).ids())
                .containsExactly(laboratory);
        assertThat(hub.with(token).get("/fhir/Observation/" + vital).status()).isEqualTo(404);
        assertThat(hub.with(token).get("/fhir/Patient/" + patient).status()).isEqualTo(403);
    }

    @Test
    void attack17ShowsAnotherPatientAsAbsent() {
        String mine = patient("mine");
        String theirs = patient("theirs");
        String observation = glucose(theirs, 1);

        Answer hidden = hub.with(issuer.resident(mine)).get("/fhir/Observation/" + observation);
        Answer absent = hub.with(issuer.resident(mine)).get("/fhir/Observation/" + observation.replace('0', '1'));

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body().replace(observation, ""))
                .isEqualTo(absent.body().replace(observation.replace('0', '1'), ""));
        assertThat(hub.with(issuer.resident(mine)).get("/fhir/Patient/" + mine).status())
                .isEqualTo(200);
    }

    @Test
    void attack31BindsPagesToTheirCaller() {
        String patient = patient("pages");
        for (int day = 1; day <= 3; day++) {
            glucose(patient, day);
        }
        String next = hospital.get("/fhir/Observation?patient=" + patient + "&_count=1")
                .link("next");

        assertThat(hospital.get(next).status()).isEqualTo(200);
        assertThat(physician.get(next).status()).isEqualTo(403);
        assertThat(hospital.get(next.substring(0, next.length() - 3) + "abc").status())
                .isEqualTo(400);
    }

    private Answer with(Consumer<JwtClaims> change) {
        return hub.with(issuer.token(claims -> {
                    claims.setSubject("x");
                    claims.setClaim("scope", "user/*.cruds");
                    change.accept(claims);
                }))
                .get("/fhir/Patient/1");
    }

    private static JwtClaims good() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(TestIssuer.ISSUER);
        claims.setAudience("hulian");
        claims.setSubject("x");
        claims.setExpirationTime(in(600));
        return claims;
    }

    private static NumericDate in(long seconds) {
        return NumericDate.fromSeconds(NumericDate.now().getValue() + seconds);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
