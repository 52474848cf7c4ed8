package org.hulian.mappers.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hulian.mappers.definition.Structure;
import org.hulian.mappers.source.hl7v2.Segment;
import org.jspecify.annotations.Nullable;

/** One occurrence of a group in a message, with its segments and the resources made below it. */
final class Group {

    private final Structure.Group shape;
    private final @Nullable Group parent;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, List<Entry>> made = new HashMap<>();
    private int position;

    Group(Structure.Group shape, @Nullable Group parent) {
        this.shape = shape;
        this.parent = parent;
    }

    Structure.Group shape() {
        return shape;
    }

    @Nullable
    Group parent() {
        return parent;
    }

    List<Segment> segments() {
        return segments;
    }

    List<Group> groups() {
        return groups;
    }

    int position() {
        return position;
    }

    void add(Segment segment, int at) {
        segments.add(segment);
        position = at;
    }

    Group open(Structure.Group child, int at) {
        Group group = new Group(child, this);
        groups.add(group);
        position = at;
        return group;
    }

    /** The first segment of that name here, else in the nearest group around; null when there is none. */
    @Nullable
    Segment nearest(String name) {
        for (Group group = this; group != null; group = group.parent) {
            for (Segment segment : group.segments) {
                if (segment.name().equals(name)) {
                    return segment;
                }
            }
        }
        return null;
    }

    /** Registers a resource here and in every group around, so that others find the nearest. */
    void made(String alias, Entry entry) {
        for (Group group = this; group != null; group = group.parent) {
            List<Entry> entries = group.made.computeIfAbsent(alias, a -> new ArrayList<>());
            if (entries.isEmpty() || !entries.get(entries.size() - 1).equals(entry)) {
                entries.add(entry);
            }
        }
    }

    /** All resources of that alias in the nearest group that has any. */
    List<Entry> nearestMade(String alias) {
        for (Group group = this; group != null; group = group.parent) {
            List<Entry> entries = group.made.get(alias);
            if (entries != null) {
                return entries;
            }
        }
        return List.of();
    }
}
