package org.hulian.fhir.rest;

import java.nio.charset.StandardCharsets;

/** The SMART configuration of the hub: its issuer is Keycloak. */
public final class SmartConfiguration {
    private final byte[] json;

    /** For an issuer whose addresses follow Keycloak's scheme. */
    public SmartConfiguration(String issuer, String jwks) {
        String protocol = issuer + "/protocol/openid-connect";
        json = """
                {"issuer":"%1$s","jwks_uri":"%2$s","authorization_endpoint":"%3$s/auth","token_endpoint":"%3$s/token",\
                "introspection_endpoint":"%3$s/token/introspect","revocation_endpoint":"%3$s/revoke",\
                "token_endpoint_auth_methods_supported":["private_key_jwt","client_secret_basic"],\
                "token_endpoint_auth_signing_alg_values_supported":["ES384","RS384"],\
                "grant_types_supported":["authorization_code","client_credentials"],\
                "response_types_supported":["code"],"code_challenge_methods_supported":["S256"],\
                "scopes_supported":["openid","fhirUser","offline_access","patient/*.rs","user/*.cruds","system/*.cruds"],\
                "capabilities":["client-public","client-confidential-asymmetric","permission-v2","permission-user",\
                "permission-patient","permission-offline"]}""".formatted(issuer, jwks, protocol).getBytes(StandardCharsets.UTF_8);
    }

    byte[] json() {
        return json.clone();
    }
}
