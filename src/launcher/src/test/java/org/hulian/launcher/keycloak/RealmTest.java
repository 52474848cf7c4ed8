package org.hulian.launcher.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.hulian.launcher.home.Checkout;
import org.hulian.launcher.home.Secrets;
import org.hulian.launcher.region.Region;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmTest {
    private final Region region = Region.in(Checkout.find().demoRegion());

    @TempDir
    Path home;

    private Credentials credentials = new Credentials(new Secrets(Path.of("unused")));
    private JsonNode realm = new ObjectMapper().createObjectNode();

    @BeforeEach
    void make() throws Exception {
        credentials = new Credentials(new Secrets(home.resolve("secrets.json")));
        realm = new ObjectMapper().readTree(new Realm(region, credentials).json(URI.create("http://127.0.0.1:9080/")));
    }

    @Test
    void makesAGroupOfEveryInstitution() {
        assertThat(texts(realm.at("/groups/0/subGroups"), "name")).isEqualTo(region.codes());
    }

    @Test
    void givesABackendClientOnlyThePublicPartOfItsKey() {
        JsonNode client = named(realm.get("clients"), "clientId", "city-first");

        assertThat(client.get("clientAuthenticatorType").textValue()).isEqualTo("client-jwt");
        assertThat(client.at("/attributes/jwks.string").textValue())
                .contains("\"crv\":\"P-384\"")
                .doesNotContain("\"d\":");
        assertThat(client.get("fullScopeAllowed").booleanValue()).isFalse();
    }

    @Test
    void keepsTheConsoleSecretToThisHomeAndSendsCodesOnlyThere() {
        JsonNode client = named(realm.get("clients"), "clientId", "hulian-console");

        assertThat(client.get("publicClient").booleanValue()).isFalse();
        assertThat(client.get("secret").textValue())
                .isEqualTo(credentials.console())
                .hasSizeGreaterThan(20);
        assertThat(texts(client.get("redirectUris"))).containsExactly("http://127.0.0.1:9080/console/callback");
        assertThat(client.at("/attributes/pkce.code.challenge.method").textValue())
                .isEqualTo("S256");
        assertThat(client.at("/attributes/backchannel.logout.url").textValue())
                .isEqualTo("http://127.0.0.1:9080/console/ended");
    }

    @Test
    void registersEveryScopeAClientMayAskFor() {
        List<String> registered = texts(realm.get("clientScopes"), "name");

        assertThat(registered)
                .doesNotHaveDuplicates()
                .contains("patient/*.rs", "user/Observation.cruds", "system/*.cruds");
        for (JsonNode client : realm.get("clients")) {
            client.get("optionalClientScopes")
                    .forEach(scope -> assertThat(registered).contains(scope.textValue()));
        }
    }

    @Test
    void letsOnlyBackendClientsAskForSystemScopes() {
        assertThat(texts(named(realm.get("clients"), "clientId", "hulian-cli").get("optionalClientScopes")))
                .noneMatch(scope -> scope.startsWith("system/"));
        assertThat(texts(named(realm.get("clients"), "clientId", "riverside").get("optionalClientScopes")))
                .allMatch(scope -> scope.startsWith("system/"));
    }

    @Test
    void takesPasswordsFromTheHomeAlone() {
        JsonNode resident = named(realm.get("users"), "username", "resident1");

        assertThat(resident.at("/credentials/0/value").textValue()).isEqualTo(credentials.login("resident1"));
        assertThat(resident.at("/attributes/patient/0").textValue()).isEqualTo("0193d3c0-0000-7000-8000-000000000001");
    }

    @Test
    void letsNobodyChangeWhosePatientTheyAre() throws Exception {
        JsonNode profile = new ObjectMapper()
                .readTree(realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config"
                                + "/kc.user.profile.config/0")
                        .textValue());

        for (String attribute : List.of("patient", "fhir_user", "username", "firstName")) {
            assertThat(texts(named(profile.get("attributes"), "name", attribute).at("/permissions/edit")))
                    .as(attribute)
                    .containsExactly("admin");
        }
    }

    private static JsonNode named(JsonNode list, String key, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(node -> node.path(key).asText().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static List<String> texts(JsonNode list, String key) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(node -> node.get(key).textValue())
                .toList();
    }
}
