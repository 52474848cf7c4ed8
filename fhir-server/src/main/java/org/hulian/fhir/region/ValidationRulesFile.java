package org.hulian.fhir.region;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hulian.fhir.region.ValidationRules.Demand;
import org.hulian.fhir.region.ValidationRules.Level;
import org.hulian.fhir.region.ValidationRules.Rule;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads {@code validation.yaml}: a {@code default} level and {@code rules} of {@code senders}, {@code types},
 * {@code level} and {@code profiles}. The first rule that fits decides.
 */
public final class ValidationRulesFile {
    private static final Set<String> LEVELS = Set.of("off", "base", "profile");
    private static final Set<String> KEYS = Set.of("default", "rules");
    private static final Set<String> RULE_KEYS = Set.of("senders", "types", "level", "profiles");

    private final Path file;
    private final Institutions institutions;

    private ValidationRulesFile(Path file, Institutions institutions) {
        this.file = file;
        this.institutions = institutions;
    }

    /** The rules; none where there is no such file. A {@link RegionFault} names what is wrong and where. */
    public static ValidationRules read(Path file, Institutions institutions) {
        return Files.exists(file) ? new ValidationRulesFile(file, institutions).read() : ValidationRules.NONE;
    }

    private ValidationRules read() {
        try (Reader reader = Files.newBufferedReader(file)) {
            Node root = new Yaml(new LoaderOptions()).compose(reader);
            if (root == null) {
                throw new RegionFault(file, 1, "default and rules are expected");
            }
            YamlNode all = new YamlNode(file, root);
            all.onlyKeys(KEYS);
            List<Rule> rules = new ArrayList<>();
            YamlNode listed = all.optional("rules");
            if (listed != null) {
                for (YamlNode entry : listed.items()) {
                    rules.add(rule(entry));
                }
            }
            return new ValidationRules(new Demand(level(all.required("default")), List.of()), rules);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new RegionFault(file, line, String.valueOf(e.getProblem()));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private Rule rule(YamlNode entry) {
        entry.onlyKeys(RULE_KEYS);
        Level level = level(entry.required("level"));
        YamlNode named = entry.optional("profiles");
        List<String> profiles = new ArrayList<>();
        if (named != null) {
            if (level != Level.PROFILE) {
                throw named.fault("profiles are checked at level profile only");
            }
            for (YamlNode profile : named.items()) {
                profiles.add(profile.matching("https?://[^\\s|]+(\\|\\S+)?"));
            }
        }
        Set<String> types = types(entry.optional("types"));
        if (!profiles.isEmpty() && types.size() != 1) {
            throw entry.fault("a rule with profiles names one type");
        }
        return new Rule(senders(entry.optional("senders")), types, new Demand(level, profiles));
    }

    private static Level level(YamlNode node) {
        return Level.valueOf(node.oneOf(LEVELS).toUpperCase(Locale.ROOT));
    }

    private Set<String> senders(@Nullable YamlNode node) {
        Set<String> codes = new HashSet<>();
        if (node != null) {
            for (YamlNode each : node.items()) {
                if (institutions.byCode(each.text()).isEmpty()) {
                    throw each.fault("no institution of the region: " + each.text());
                }
                codes.add(each.text());
            }
        }
        return codes;
    }

    private static Set<String> types(@Nullable YamlNode node) {
        Set<String> names = new HashSet<>();
        if (node != null) {
            for (YamlNode each : node.items()) {
                names.add(ResourceTypes.r4()
                        .find(each.text())
                        .map(ResourceType::name)
                        .orElseThrow(() -> each.fault("no resource type of R4: " + each.text())));
            }
        }
        return names;
    }
}
