package org.hulian.terminology.expand;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.ValueSet;

/** What a value set holds, and what was used to find it out. */
public final class Contents {
    private final Map<String, Selection> selections = new LinkedHashMap<>();
    private final Set<CodeSystem> systems = new LinkedHashSet<>();
    private final Set<ValueSet> imports = new LinkedHashSet<>();
    private final Set<String> supplements = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private boolean versionsMatch;

    /** By version of a system, in the order of the value set. */
    public Collection<Selection> selections() {
        return selections.values();
    }

    /** The selections of a system, in whatever version. */
    public List<Selection> of(String system) {
        List<Selection> found = new ArrayList<>(1);
        for (Selection selection : selections.values()) {
            if (selection.system().head().url().equals(system)) {
                found.add(selection);
            }
        }
        return found;
    }

    /** Code systems that were asked. */
    public Set<CodeSystem> systems() {
        return systems;
    }

    /** Value sets that were imported. */
    public Set<ValueSet> imports() {
        return imports;
    }

    /** Canonicals of supplements that were used. */
    public Set<String> supplements() {
        return supplements;
    }

    /** Canonicals of code systems that are named and not known. */
    public Set<String> unknown() {
        return unknown;
    }

    /** Whether codes were excluded across versions of a system. */
    public boolean versionsMatch() {
        return versionsMatch;
    }

    /** Whether a system was asked in more than one version. */
    public boolean isMixed() {
        return systems.stream().map(system -> system.head().url()).distinct().count() < systems.size();
    }

    Selection selection(CodeSystem system) {
        systems.add(system);
        return selections.computeIfAbsent(system.head().canonical(), canonical -> new Selection(system));
    }

    void used(Contents other) {
        systems.addAll(other.systems);
        imports.addAll(other.imports);
        supplements.addAll(other.supplements);
        unknown.addAll(other.unknown);
    }

    void add(Contents other) {
        other.selections.forEach((canonical, selection) -> {
            Selection own = selections.get(canonical);
            if (own == null) {
                own = new Selection(selection.system());
                selections.put(canonical, own);
            }
            own.add(selection);
        });
        used(other);
    }

    void retain(Contents other) {
        selections.entrySet().removeIf(entry -> {
            Selection theirs = other.selections.get(entry.getKey());
            if (theirs != null) {
                entry.getValue().retain(theirs);
            }
            return theirs == null;
        });
        used(other);
    }

    void remove(Contents other, boolean acrossVersions) {
        for (Selection theirs : other.selections.values()) {
            if (acrossVersions) {
                for (Selection own : of(theirs.system().head().url())) {
                    versionsMatch |= own.system() != theirs.system();
                    own.remove(theirs);
                }
            } else {
                Selection own = selections.get(theirs.system().head().canonical());
                if (own != null) {
                    own.remove(theirs);
                }
            }
        }
        used(other);
    }

    void removeInactive() {
        selections.values().forEach(Selection::removeInactive);
    }

    void imported(ValueSet set) {
        imports.add(set);
    }

    void supplement(String canonical) {
        supplements.add(canonical);
    }

    void unknown(String canonical) {
        unknown.add(canonical);
    }
}
