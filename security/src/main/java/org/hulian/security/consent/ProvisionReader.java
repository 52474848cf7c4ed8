package org.hulian.security.consent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.hulian.security.consent.Compilation.Issue;
import org.hulian.security.consent.Compilation.Problem;

/** Reads the provisions of one Consent, gathering every problem. */
final class ProvisionReader {

    private static final Set<String> UNDERSTOOD = Set.of(
            "id",
            "extension",
            "type",
            "period",
            "actor",
            "action",
            "securityLabel",
            "purpose",
            "class",
            "code",
            "provision");
    private static final Set<String> LISTS =
            Set.of("actor", "action", "securityLabel", "purpose", "class", "code", "provision");
    private static final int MAX_DEPTH = 4;

    private final List<Problem> problems = new ArrayList<>();
    private final ProvisionTerms terms;

    ProvisionReader(RecordCategories categories, ZoneId zone, ToIntFunction<String> institutionByReference) {
        this.terms = new ProvisionTerms(problems, categories, zone, institutionByReference);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    Provision root(JsonNode consent) {
        if (consent.has("modifierExtension")) {
            refuse("Consent", Issue.NOT_SUPPORTED, "A modifier extension could change its meaning: leave it out.");
        }
        JsonNode provision = consent.path("provision");
        String type = provision.path("type").asText(isOptIn(consent) ? "permit" : "deny");
        check(provision, "Consent.provision");
        Stated stated = terms.of(provision, "Consent.provision", Stated.NOTHING);
        return permit(provision, "Consent.provision", stated, type.equals("permit"), 1);
    }

    /** R4 leaves the base rule to the policy; v3-ActCode OPTIN permits. */
    private static boolean isOptIn(JsonNode consent) {
        for (JsonNode coding : consent.path("policyRule").path("coding")) {
            if (Set.of("OPTIN", "OPTINR").contains(coding.path("code").asText())) {
                return true;
            }
        }
        return false;
    }

    private Provision permit(JsonNode node, String path, Stated stated, boolean opens, int depth) {
        List<Provision> within = new ArrayList<>();
        if (depth > MAX_DEPTH) {
            refuse(path, Issue.TOO_COSTLY, "Rules are nested deeper than " + MAX_DEPTH + ": state them side by side.");
            return new Provision.Permit(Optional.empty(), within);
        }
        int index = 0;
        for (JsonNode nested : node.path("provision")) {
            within.add(nested(nested, path + ".provision[" + index++ + "]", stated, depth));
        }
        return new Provision.Permit(opens ? region(path, stated) : Optional.empty(), within);
    }

    private Provision nested(JsonNode node, String path, Stated around, int depth) {
        check(node, path);
        return switch (node.path("type").asText()) {
            case "permit" -> permit(node, path, terms.of(node, path, around), true, depth + 1);
            case "deny" -> deny(node, path);
            default -> {
                refuse(path + ".type", Issue.REQUIRED, "A nested rule must say permit or deny.");
                yield new Provision.Permit(Optional.empty(), List.of());
            }
        };
    }

    private Provision deny(JsonNode node, String path) {
        if (!node.path("provision").isEmpty()) {
            refuse(
                    path + ".provision",
                    Issue.NOT_SUPPORTED,
                    "An exception to a deny cannot be enforced: narrow the deny instead.");
        }
        Stated stated = terms.of(node, path, Stated.NOTHING);
        // A deny of ordinary content leaves nothing a grant could say, so it denies all content.
        int sensitivities = stated.labels()
                .filter(labels -> !labels.ordinary())
                .map(Stated.Labels::mask)
                .orElse(0);
        return new Provision.Deny(
                stated.grantees(),
                stated.categories().orElse(terms.allCategories()),
                sensitivities,
                stated.purposes().orElse(Purpose.ALL),
                stated.from(),
                stated.to());
    }

    private Optional<Region> region(String path, Stated stated) {
        if (stated.grantees().isEmpty()) {
            refuse(path + ".actor", Issue.REQUIRED, "Name the institutions the records are shared with.");
        }
        boolean onlySensitive =
                stated.labels().isPresent() && !stated.labels().get().ordinary();
        if (onlySensitive && stated.categories().isEmpty()) {
            refuse(
                    path + ".securityLabel",
                    Issue.NOT_SUPPORTED,
                    "A label adds sensitive content to the categories shared: name the categories (class), or label N.");
        }
        return Optional.of(new Region(
                stated.grantees().orElse(Set.of()),
                stated.categories().orElse(terms.allCategories()) | terms.demographics(),
                stated.labels().map(Stated.Labels::mask).orElse(0),
                stated.purposes().orElse(Purpose.TREAT.withKinds()),
                stated.from(),
                stated.to()));
    }

    /** A condition of the wrong shape would read as absent, and an absent condition shares more. */
    private void check(JsonNode node, String path) {
        if (!node.isObject() && !node.isMissingNode()) {
            refuse(path, Issue.STRUCTURE, "A rule must be an object.");
        }
        node.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (!UNDERSTOOD.contains(name) && !name.startsWith("_")) {
                refuse(path + "." + name, Issue.NOT_SUPPORTED, "The hub cannot enforce this condition: leave it out.");
            } else if (LISTS.contains(name) && !isListOfObjects(value)) {
                refuse(path + "." + name, Issue.STRUCTURE, "Expected a list of objects, not empty.");
            } else if (name.equals("period") && !value.isObject()) {
                refuse(path + "." + name, Issue.STRUCTURE, "Expected an object.");
            }
        });
        for (JsonNode actor : node.path("actor")) {
            if (actor.has("modifierExtension")) {
                refuse(path + ".actor", Issue.NOT_SUPPORTED, "A modifier extension could change its meaning.");
            }
        }
    }

    private static boolean isListOfObjects(JsonNode value) {
        return value.isArray() && !value.isEmpty() && value.valueStream().allMatch(JsonNode::isObject);
    }

    private void refuse(String expression, Issue issue, String text) {
        problems.add(new Problem(expression, issue, text));
    }
}
