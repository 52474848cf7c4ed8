package org.hulian.security.consent;

import java.io.InputStream;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.security.definition.Definition;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/** Reads and checks a policy file; policy.schema.json says the same for editors. */
final class PolicyReader {

    private static final Set<String> INSTITUTION_ROLES = Set.of("hospital", "community", "laboratory", "imaging");
    private static final String TYPE = "[A-Z][A-Za-z]{1,63}";

    private final Map<String, Set<String>> groups = new HashMap<>();

    private PolicyReader() {}

    static PolicyRules read(String file, InputStream yaml) {
        return new PolicyReader().policy(Definition.parse(file, yaml));
    }

    private PolicyRules policy(Definition root) {
        Map<String, Definition> fields = root.fields("groups", "directory", "roles");
        root.required(fields, "groups").entries().forEach((name, group) -> {
            if (!name.matches("[a-z][a-z-]*")) {
                throw group.fault("group names are lower case: \"" + name + "\"");
            }
            groups.put(name, types(group, false));
        });
        Map<String, PolicyRules.Role> roles = new HashMap<>();
        root.required(fields, "roles").entries().forEach((name, role) -> roles.put(name, role(role)));
        return new PolicyRules(types(root.required(fields, "directory"), false), Map.copyOf(roles));
    }

    private PolicyRules.Role role(Definition definition) {
        Map<String, Definition> fields = definition.fields("bound-to", "purposes", "rules");
        int purposes = 0;
        for (Definition purpose : definition.required(fields, "purposes").items()) {
            purposes |= Purpose.of(purpose.text())
                    .orElseThrow(() -> purpose.fault("unknown purpose \"" + purpose.text() + "\""))
                    .mask();
        }
        Set<PolicyRules.Rule> rules = new LinkedHashSet<>();
        definition.required(fields, "rules").items().forEach(rule -> rules.add(rule(rule)));
        return new PolicyRules.Role(isBound(fields.get("bound-to")), purposes, rules);
    }

    private static boolean isBound(@Nullable Definition boundTo) {
        if (boundTo != null && !boundTo.text().equals("patient")) {
            throw boundTo.fault("a role can be bound to \"patient\" only");
        }
        return boundTo != null;
    }

    private PolicyRules.Rule rule(Definition definition) {
        Map<String, Definition> fields = definition.fields("types", "except", "do", "reach", "at");
        Definition at = fields.get("at");
        Definition except = fields.get("except");
        return new PolicyRules.Rule(
                types(definition.required(fields, "types"), true),
                except == null ? Set.of() : types(except, false),
                permissions(definition.required(fields, "do")),
                reach(definition.required(fields, "reach")),
                at == null ? Set.of() : institutionRoles(at));
    }

    /** Types by name, or groups of them; {@code *} where a rule may say so. */
    private Set<String> types(Definition list, boolean wildcard) {
        Set<String> types = new LinkedHashSet<>();
        for (Definition item : list.items()) {
            String name = item.text();
            Set<String> group = groups.get(name);
            if (group != null) {
                types.addAll(group);
            } else if (name.matches(TYPE) || (wildcard && name.equals("*"))) {
                types.add(name);
            } else {
                throw item.fault("neither a resource type nor a group: \"" + name + "\"");
            }
        }
        return Set.copyOf(types);
    }

    private static Set<Permission> permissions(Definition letters) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        String rest = letters.text();
        for (Permission permission : Permission.values()) {
            if (rest.startsWith(String.valueOf(permission.letter()))) {
                permissions.add(permission);
                rest = rest.substring(1);
            }
        }
        if (permissions.isEmpty() || !rest.isEmpty()) {
            throw letters.fault("\"do\" is some of the letters cruds, in that order: \"" + letters.text() + "\"");
        }
        return permissions;
    }

    private static Reach reach(Definition word) {
        return switch (word.text()) {
            case "own" -> Reach.OWN;
            case "consented" -> Reach.CONSENTED;
            case "all" -> Reach.ALL;
            default -> throw word.fault("reach is own, consented or all: \"" + word.text() + "\"");
        };
    }

    private static Set<String> institutionRoles(Definition at) {
        List<String> roles = at.texts();
        for (Definition role : at.items()) {
            if (!INSTITUTION_ROLES.contains(role.text())) {
                throw role.fault("unknown kind of institution \"" + role.text() + "\"; known: "
                        + INSTITUTION_ROLES.stream().sorted().toList());
            }
        }
        return Set.copyOf(roles);
    }
}
