package org.hulian.security.consent;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.hulian.security.consent.Compilation.Compiled;
import org.hulian.security.consent.Compilation.Issue;
import org.hulian.security.consent.Compilation.Problem;
import org.hulian.security.consent.Compilation.Refused;

/**
 * Compiles a resident's FHIR Consent into grants. Pure and thread-safe.
 *
 * <p>What a Consent says, here: a permit opens records to the institutions it names; a permit nested in a permit opens
 * more, taking over what it does not state itself; a deny takes away from the permit it is nested in, whatever any
 * other permit in there says. A base rule of deny, or none, permits nothing by itself. What it does not state:
 *
 * <ul>
 *   <li>category: every category; in a permit together with demographics, without which no record can be shown;
 *   <li>security label: only ordinary content. A label a permit names is added to ordinary content;
 *   <li>purpose: treatment in a permit, every purpose in a deny;
 *   <li>period: no limit. A nested rule never outlives the one around it.
 * </ul>
 *
 * <p>Anything else (data periods, single resources, content codes, people or roles as actors) is refused, never ignored:
 * ignoring a condition would share more than the resident said.
 *
 * @see <a href="https://hl7.org/fhir/R4/consent.html">Consent</a>
 * @see <a href="https://profiles.ihe.net/ITI/PCF/index.html">IHE Privacy Consent on FHIR</a>
 */
public final class ConsentCompiler {

    private static final String SCOPE_SYSTEM = "http://terminology.hl7.org/CodeSystem/consentscope";
    private static final String PRIVACY = "patient-privacy";
    private static final int MAX_GRANTS = 256;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final RecordCategories categories;
    private final ZoneId zone;

    /**
     * A compiler for one region.
     *
     * @param zone where a date without a time begins and ends
     */
    public ConsentCompiler(RecordCategories categories, ZoneId zone) {
        this.categories = categories;
        this.zone = zone;
    }

    /**
     * Compiles one version of a Consent; its grants replace those of the version before.
     *
     * @param consentJson the resource in FHIR JSON
     * @param person key of the person whose Consent it is
     * @param consentKey key of the Consent
     * @param institutionByReference number of the institution behind {@code Organization/<id>} or an identifier as
     *     {@code system|value}; 0 or less when it is none
     */
    public Compilation compile(
            byte[] consentJson, UUID person, UUID consentKey, ToIntFunction<String> institutionByReference) {
        JsonNode consent;
        try {
            consent = JSON.readTree(consentJson);
        } catch (IOException malformed) {
            return refused("Consent", Issue.STRUCTURE, "The Consent is not well-formed JSON.");
        }
        if (!"Consent".equals(consent.path("resourceType").asText())) {
            return refused("Consent", Issue.STRUCTURE, "The resource is not a Consent.");
        }
        if (!isInForce(consent)) {
            return new Compiled(List.of());
        }
        ProvisionReader reader = new ProvisionReader(categories, zone, institutionByReference);
        Provision root = reader.root(consent);
        if (!reader.problems().isEmpty()) {
            return new Refused(reader.problems());
        }
        List<Region> regions = new GrantRegions(MAX_GRANTS).of(root);
        if (GrantRegions.grants(regions) > MAX_GRANTS) {
            return refused(
                    "Consent.provision",
                    Issue.TOO_COSTLY,
                    "The Consent needs more than " + MAX_GRANTS
                            + " grants: state fewer exceptions, or several Consents.");
        }
        return new Compiled(grants(regions, person, consentKey));
    }

    /** Only an active privacy consent shares anything; a directive or a research consent is kept, not compiled. */
    private static boolean isInForce(JsonNode consent) {
        if (!"active".equals(consent.path("status").asText())) {
            return false;
        }
        for (JsonNode coding : consent.path("scope").path("coding")) {
            if (SCOPE_SYSTEM.equals(coding.path("system").asText())
                    && PRIVACY.equals(coding.path("code").asText())) {
                return true;
            }
        }
        return false;
    }

    private static List<Grant> grants(List<Region> regions, UUID person, UUID consent) {
        List<Grant> grants = new ArrayList<>();
        for (Region region : regions) {
            for (int grantee : region.grantees().stream().sorted().toList()) {
                grants.add(new Grant(
                        person,
                        grantee,
                        region.categories(),
                        region.sensitivities(),
                        region.purposes(),
                        region.from(),
                        region.to(),
                        consent));
            }
        }
        return grants;
    }

    private static Compilation refused(String expression, Issue issue, String text) {
        return new Refused(List.of(new Problem(expression, issue, text)));
    }
}
