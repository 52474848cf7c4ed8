package org.hulian.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestKeycloakTest {
    private final TestKeycloak keycloak = TestKeycloak.shared();

    @Test
    void givesAResidentATokenThatNamesTheirPatient() throws IOException {
        JsonNode claims = claims(keycloak.token("resident1"));

        assertThat(claims.get("iss").textValue()).isEqualTo(keycloak.issuer().toString());
        assertThat(texts(claims.get("aud"))).contains("hulian");
        assertThat(claims.get("azp").textValue()).isEqualTo("hulian-cli");
        assertThat(claims.get("sub").textValue()).isNotBlank();
        assertThat(claims.get("preferred_username").textValue()).isEqualTo("resident1");
        assertThat(claims.get("name").textValue()).isEqualTo("林小溪");
        assertThat(texts(claims.get("roles"))).containsExactly("resident");
        assertThat(claims.get("patient").textValue()).isEqualTo(keycloak.patientOf("resident1"));
        assertThat(claims.get("fhirUser").textValue()).isEqualTo("Patient/" + keycloak.patientOf("resident1"));
        assertThat(claims.get("scope").textValue().split(" ", -1))
                .contains("patient/*.cruds", "launch/patient", "fhirUser", "openid");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(300);
    }

    @Test
    void namesThePhysiciansInstitution() throws IOException {
        JsonNode claims = claims(keycloak.token("physician-riverside"));

        assertThat(texts(claims.get("institutions"))).containsExactly("riverside");
        assertThat(texts(claims.get("roles"))).containsExactly("physician");
        assertThat(claims.has("patient")).isFalse();
    }

    @Test
    void letsABackendClientProveItselfWithItsKey() throws IOException {
        JsonNode claims = claims(keycloak.backendToken("city-second"));

        assertThat(claims.get("azp").textValue()).isEqualTo("city-second");
        assertThat(texts(claims.get("institutions"))).containsExactly("city-second");
        assertThat(texts(claims.get("roles"))).containsExactly("system");
        assertThat(claims.get("name").textValue()).isEqualTo("市第二人民医院");
        assertThat(claims.get("scope").textValue().split(" ", -1)).containsExactly("system/*.cruds");
    }

    @Test
    void grantsAGranularScopeByItsExactText() throws IOException {
        String laboratory =
                "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory";

        assertThat(claims(keycloak.token("resident2", laboratory)).get("scope").textValue())
                .isEqualTo(laboratory);
    }

    @Test
    void keepsASystemScopeFromAPerson() {
        assertThatThrownBy(() -> keycloak.token("resident1", "system/*.rs")).hasMessageContaining("invalid_scope");
    }

    private static JsonNode claims(String token) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array.isTextual()) {
            texts.add(array.textValue());
        }
        array.forEach(each -> texts.add(each.textValue()));
        return texts;
    }
}
