package org.hulian.mappers.engine;

import java.util.ArrayList;
import java.util.List;
import org.hulian.mappers.definition.Structure;
import org.hulian.mappers.source.hl7v2.Segment;

/**
 * Places segments into the groups of a message structure. Tolerant: optional parts may be missing, order within a group may differ,
 * and a segment that fits nowhere is set aside, never lost.
 */
final class Grouping {

    private final Group root;
    private final List<Segment> unexpected = new ArrayList<>();
    private Group current;

    private Grouping(Structure.Group shape) {
        this.root = new Group(shape, null);
        this.current = root;
    }

    static Grouping of(Structure.Group shape, List<Segment> segments) {
        Grouping grouping = new Grouping(shape);
        for (Segment segment : segments) {
            if (!grouping.place(segment)) {
                grouping.unexpected.add(segment);
            }
        }
        return grouping;
    }

    Group root() {
        return root;
    }

    List<Segment> unexpected() {
        return unexpected;
    }

    private boolean place(Segment segment) {
        for (Group group = current; group != null; group = group.parent()) {
            if (forward(group, segment)) {
                return true;
            }
            Group parent = group.parent();
            if (parent != null && group.shape().repeats() && starts(group.shape(), segment.name())) {
                return forward(parent.open(group.shape(), parent.position()), segment);
            }
        }
        for (Group group = current; group != null; group = group.parent()) {
            if (from(group, segment, 0)) {
                return true;
            }
        }
        return false;
    }

    private boolean forward(Group group, Segment segment) {
        return from(group, segment, group.position());
    }

    private boolean from(Group group, Segment segment, int first) {
        List<Structure> items = group.shape().items();
        for (int i = first; i < items.size(); i++) {
            switch (items.get(i)) {
                case Structure.Leaf leaf -> {
                    if (leaf.name().equals(segment.name()) && (leaf.repeats() || isFree(group, segment.name()))) {
                        group.add(segment, i);
                        current = group;
                        return true;
                    }
                }
                case Structure.Group child -> {
                    if (starts(child, segment.name()) && (child.repeats() || !isOpen(group, child))) {
                        return from(group.open(child, i), segment, 0);
                    }
                }
            }
        }
        return false;
    }

    private static boolean isFree(Group group, String name) {
        return group.segments().stream().noneMatch(s -> s.name().equals(name));
    }

    private static boolean isOpen(Group group, Structure.Group child) {
        return group.groups().stream().anyMatch(g -> g.shape().equals(child));
    }

    /** Whether a group may begin with a segment: one of its items up to the first that must be there. */
    private static boolean starts(Structure.Group shape, String name) {
        for (Structure item : shape.items()) {
            boolean found = switch (item) {
                case Structure.Leaf leaf -> leaf.name().equals(name);
                case Structure.Group child -> starts(child, name);
            };
            if (found) {
                return true;
            }
            if (!item.optional()) {
                return false;
            }
        }
        return false;
    }
}
