package org.hulian.launcher.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.hulian.launcher.region.DemoLogin;
import org.hulian.launcher.region.Institution;
import org.hulian.launcher.region.Region;
import org.jspecify.annotations.Nullable;

/**
 * The realm as Keycloak imports it: the template, plus the region's institutions as groups and backend clients, the
 * SMART scopes, and the people of a demo region with the passwords of this home.
 */
public final class Realm {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String CONSOLE = "hulian-console";
    private static final List<String> LAUNCH_SCOPES = List.of("fhirUser", "launch/patient", "offline_access");

    private final Region region;
    private final Credentials credentials;
    private final SmartScopes scopes = SmartScopes.load();

    public Realm(Region region, Credentials credentials) {
        this.region = region;
        this.credentials = credentials;
    }

    /**
     * The JSON to import.
     *
     * @param hub where the console is served, for its redirects
     */
    public String json(URI hub) {
        ObjectNode realm = read("realm-template.json");
        addScopes(realm);
        completeClients(realm.withArrayProperty("clients"), hub);
        realm.withArrayProperty("groups")
                .addObject()
                .put("name", "institutions")
                .set("subGroups", institutionGroups());
        for (Institution institution : region.institutions()) {
            realm.withArrayProperty("clients").add(backendClient(institution));
            realm.withArrayProperty("users").add(serviceAccount(institution));
        }
        for (DemoLogin login : region.logins()) {
            realm.withArrayProperty("users").add(person(login));
        }
        ((ObjectNode) realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config"))
                .putArray("kc.user.profile.config")
                .add(read("user-profile.json").toString());
        return realm.toPrettyString();
    }

    /** Changes when the template, the scopes or the region's people and institutions change; passwords play no part. */
    public static String fingerprint(Region region) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : List.of("realm-template.json", "user-profile.json")) {
                digest.update(read(name).toString().getBytes(StandardCharsets.UTF_8));
            }
            digest.update(SmartScopes.load().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(region.institutions().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(region.logins().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void addScopes(ObjectNode realm) {
        ArrayNode all = realm.withArrayProperty("clientScopes");
        ArrayNode optional = realm.withArrayProperty("defaultOptionalClientScopes");
        for (String name : scopes.names()) {
            ObjectNode scope = all.addObject().put("name", name).put("protocol", "openid-connect");
            scope.putObject("attributes")
                    .put("include.in.token.scope", "true")
                    .put("display.on.consent.screen", "true")
                    .put("consent.screen.text", name);
            if (!name.startsWith("system/")) {
                optional.add(name);
            }
        }
    }

    /**
     * The client of the console alone, for a realm imported before it was what it is now.
     *
     * @param hub where the console is served
     */
    ObjectNode console(URI hub) {
        ArrayNode clients = read("realm-template.json").withArrayProperty("clients");
        completeClients(clients, hub);
        for (JsonNode client : clients) {
            if (CONSOLE.equals(client.path("clientId").textValue())) {
                return (ObjectNode) client;
            }
        }
        throw new IllegalStateException("the template has no client " + CONSOLE);
    }

    /** The clients of the template: whose scopes, addresses and secret depend on the rest. */
    private void completeClients(ArrayNode clients, URI hub) {
        for (JsonNode client : clients) {
            if (CONSOLE.equals(client.path("clientId").textValue())) {
                ObjectNode console = (ObjectNode) client;
                console.put("secret", credentials.console());
                console.putArray("redirectUris")
                        .add(hub.resolve("/console/callback").toString());
                ((ObjectNode) console.get("attributes"))
                        .put(
                                "backchannel.logout.url",
                                hub.resolve("/console/ended").toString());
            }
            ArrayNode optional = ((ObjectNode) client).putArray("optionalClientScopes");
            LAUNCH_SCOPES.forEach(optional::add);
            scopes.names().stream().filter(name -> !name.startsWith("system/")).forEach(optional::add);
        }
    }

    private ArrayNode institutionGroups() {
        ArrayNode groups = JSON.createArrayNode();
        for (Institution institution : region.institutions()) {
            ObjectNode attributes =
                    groups.addObject().put("name", institution.code()).putObject("attributes");
            attributes.putArray("name_zh").add(institution.name().zh());
            attributes.putArray("name_en").add(institution.name().en());
        }
        return groups;
    }

    private ObjectNode backendClient(Institution institution) {
        ObjectNode client = JSON.createObjectNode()
                .put("clientId", institution.code())
                .put("name", institution.name().zh())
                .put("publicClient", false)
                .put("serviceAccountsEnabled", true)
                .put("standardFlowEnabled", false)
                .put("directAccessGrantsEnabled", false)
                .put("fullScopeAllowed", false)
                .put("clientAuthenticatorType", "client-jwt");
        client.putObject("attributes")
                .put("token.endpoint.auth.signing.alg", "ES384")
                .put("use.jwks.string", "true")
                .put("jwks.string", credentials.client(institution.code()).publicJwks())
                .put("access.token.lifespan", "300");
        client.putArray("defaultClientScopes").add("hulian");
        ArrayNode optional = client.putArray("optionalClientScopes");
        scopes.names().stream().filter(name -> name.startsWith("system/")).forEach(optional::add);
        return client;
    }

    private static ObjectNode serviceAccount(Institution institution) {
        ObjectNode user = user(
                "service-account-" + institution.code(),
                institution.name().zh(),
                List.of("system"),
                institution.code());
        return user.put("serviceAccountClientId", institution.code());
    }

    private ObjectNode person(DemoLogin login) {
        ObjectNode user = user(login.login(), login.name().zh(), login.roles(), login.institution());
        if (login.patient() != null) {
            ObjectNode attributes = user.putObject("attributes");
            attributes.putArray("patient").add(login.patient());
            attributes.putArray("fhir_user").add("Patient/" + login.patient());
        }
        user.putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", credentials.login(login.login()))
                .put("temporary", false);
        return user;
    }

    private static ObjectNode user(String name, String fullName, List<String> roles, @Nullable String institution) {
        ObjectNode user = JSON.createObjectNode()
                .put("username", name)
                .put("enabled", true)
                .put("firstName", fullName);
        ArrayNode realmRoles = user.putArray("realmRoles").add("default-roles-" + KeycloakSettings.REALM);
        roles.forEach(realmRoles::add);
        if (institution != null) {
            user.putArray("groups").add("/institutions/" + institution);
        }
        return user;
    }

    private static ObjectNode read(String name) {
        String resource = "/org/hulian/launcher/keycloak/" + name;
        try (InputStream stream = Objects.requireNonNull(Realm.class.getResourceAsStream(resource), resource)) {
            return (ObjectNode) JSON.readTree(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
