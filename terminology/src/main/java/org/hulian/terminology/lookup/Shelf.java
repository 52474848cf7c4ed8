package org.hulian.terminology.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A library that resources are put into and taken from while it is asked: readers see the last finished change. */
public final class Shelf implements Library {
    private final Map<String, Object> byKey = new LinkedHashMap<>();
    private final AtomicLong edition = new AtomicLong();
    private volatile State state = State.of(List.of());

    /**
     * Puts a CodeSystem, ValueSet or ConceptMap in the place of what had its key.
     *
     * @param key whatever names the resource, such as {@code ValueSet/17}
     */
    public void put(String key, JsonNode resource) {
        Object read = switch (resource.path("resourceType").asText()) {
            case "CodeSystem" -> CodeSystemReader.read(resource);
            case "ValueSet" -> ValueSetReader.read(resource);
            case "ConceptMap" -> MapTable.read(resource);
            default -> null;
        };
        if (read != null) {
            put(key, read);
        }
    }

    /** Puts a code system that is no resource. */
    public void put(String key, CodeSystem system) {
        put(key, (Object) system);
    }

    /** Puts many resources at once. */
    public synchronized void putAll(Collection<JsonNode> resources) {
        for (JsonNode resource : resources) {
            String type = resource.path("resourceType").asText();
            String key = "#" + byKey.size();
            switch (type) {
                case "CodeSystem" -> byKey.put(key, CodeSystemReader.read(resource));
                case "ValueSet" -> byKey.put(key, ValueSetReader.read(resource));
                case "ConceptMap" -> byKey.put(key, MapTable.read(resource));
                default -> {
                    // A pack may hold other resources.
                }
            }
        }
        publish();
    }

    /** Takes a resource away; nothing happens when it is not there. */
    public synchronized void remove(String key) {
        if (byKey.remove(key) != null) {
            publish();
        }
    }

    private synchronized void put(String key, Object read) {
        byKey.put(key, read);
        publish();
    }

    private void publish() {
        state = State.of(byKey.values());
        edition.incrementAndGet();
    }

    @Override
    public List<CodeSystem> codeSystems(String url) {
        return state.systems().getOrDefault(url, List.of());
    }

    @Override
    public List<ValueSet> valueSets(String url) {
        return state.valueSets().getOrDefault(url, List.of());
    }

    @Override
    public Collection<MapTable> maps() {
        return state.maps();
    }

    @Override
    public List<CodeSystem> supplements(String url) {
        return state.supplements().getOrDefault(url, List.of());
    }

    @Override
    public Collection<Head> heads() {
        return state.systems().values().stream()
                .flatMap(Collection::stream)
                .map(CodeSystem::head)
                .toList();
    }

    @Override
    public long edition() {
        return edition.get();
    }

    private record State(
            Map<String, List<CodeSystem>> systems,
            Map<String, List<CodeSystem>> supplements,
            Map<String, List<ValueSet>> valueSets,
            List<MapTable> maps) {
        static State of(Collection<Object> all) {
            State state = new State(new HashMap<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>());
            for (Object one : all) {
                switch (one) {
                    case CodeSystem system -> state.add(system);
                    case ValueSet set ->
                        state.valueSets
                                .computeIfAbsent(set.head().url(), url -> new ArrayList<>(1))
                                .add(set);
                    case MapTable map -> state.maps.add(map);
                    default -> throw new IllegalStateException(one.getClass().getName());
                }
            }
            return state;
        }

        private void add(CodeSystem system) {
            systems.computeIfAbsent(system.head().url(), url -> new ArrayList<>(1))
                    .add(system);
            String base = system.traits().supplements();
            if (base != null) {
                String url = base.contains("|") ? base.substring(0, base.indexOf('|')) : base;
                supplements.computeIfAbsent(url, key -> new ArrayList<>(1)).add(system);
            }
        }
    }
}
