package org.hulian.fhir.subscription;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.SearchParser;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The topics the hub offers, from {@code topics.yaml}; a topic that cannot be searched by stops the start. */
public final class Topics {
    private final Map<String, SubscriptionTopic> byUrl;

    private Topics(Map<String, SubscriptionTopic> byUrl) {
        this.byUrl = byUrl;
    }

    /** The topics that come with the hub. */
    public static Topics bundled(SearchParser parser) {
        Map<String, SubscriptionTopic> topics = new LinkedHashMap<>();
        try (InputStream yaml = Objects.requireNonNull(Topics.class.getResourceAsStream("topics.yaml"))) {
            List<Map<String, Object>> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            for (Map<String, Object> each : all) {
                SubscriptionTopic topic = topic(each);
                parser.parse(topic.type(), topic.criteria(), false);
                topic.filterBy().forEach(name -> parser.parse(topic.type(), Map.of(name, List.of("x")), false));
                topics.put(topic.url(), topic);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Topics(topics);
    }

    /** A topic by its canonical URL. */
    public Optional<SubscriptionTopic> find(String url) {
        return Optional.ofNullable(byUrl.get(url));
    }

    /** All topics. */
    public Collection<SubscriptionTopic> all() {
        return byUrl.values();
    }

    private static SubscriptionTopic topic(Map<String, Object> each) {
        Map<?, ?> title = (Map<?, ?>) Objects.requireNonNull(each.get("title"));
        Set<String> filters = new LinkedHashSet<>();
        ((List<?>) Objects.requireNonNull(each.get("filterBy"))).forEach(name -> filters.add(String.valueOf(name)));
        return new SubscriptionTopic(
                String.valueOf(each.get("url")),
                String.valueOf(title.get("en")),
                String.valueOf(title.get("zh")),
                ResourceTypes.r4().get(String.valueOf(each.get("resource"))),
                Queries.parse(String.valueOf(each.get("criteria"))),
                filters);
    }
}
