package org.hulian.terminology.expand;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Library;
import org.hulian.terminology.lookup.ListedCodeSystem;
import org.hulian.terminology.lookup.ValueSet;
import org.hulian.terminology.lookup.ValueSet.Include;
import org.hulian.terminology.lookup.ValueSet.Reference;
import org.hulian.terminology.lookup.ValueSetReader;
import org.hulian.terminology.lookup.Versions;
import org.jspecify.annotations.Nullable;

/**
 * Finds definitions by canonical and works out what value sets hold.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset.html#compositions">composition rules</a>
 */
public final class Resolver {
    private static final int DEEPEST = 30;

    private final Library library;
    private final Pins pins;

    /** Resolves against a library, in the versions asked for. */
    public Resolver(Library library, Pins pins) {
        this.library = library;
        this.pins = pins;
    }

    /** A code system in a version, or in the one that is preferred; null when it is not known. */
    public @Nullable CodeSystem system(String url, @Nullable String named) {
        CodeSystem found = any(url, named);
        return found == null || found.traits().isAbsent(found) ? null : supplemented(found, pins.supplements());
    }

    /** Also one of which only the name is known. */
    private @Nullable CodeSystem any(String url, @Nullable String named) {
        return Versions.newest(library.codeSystems(url), pins.version(url, named));
    }

    /** All versions of a code system. */
    public List<CodeSystem> systems(String url) {
        return library.codeSystems(url);
    }

    /** Whether a canonical is a value set's. */
    public boolean isValueSet(String url) {
        return !library.valueSets(url).isEmpty();
    }

    /**
     * A value set by {@code url} or {@code url|version}.
     *
     * @throws TerminologyException when it is not known
     */
    public ValueSet valueSet(String canonical) {
        int bar = canonical.indexOf('|');
        String url = bar < 0 ? canonical : canonical.substring(0, bar);
        String version = bar < 0 ? pins.valueSets().get(url) : canonical.substring(bar + 1);
        ValueSet best = null;
        for (ValueSet set : library.valueSets(url)) {
            boolean fits = version == null || Versions.fits(set.head().version(), version);
            if (fits
                    && (best == null
                            || Versions.ORDER.compare(
                                            set.head().version(), best.head().version())
                                    > 0)) {
                best = set;
            }
        }
        if (best == null && library.valueSets(url).isEmpty()) {
            best = implied(url);
        }
        if (best == null) {
            throw Messages.unknownValueSet(version == null ? url : url + "|" + version);
        }
        return best;
    }

    /** Value sets nobody writes: all of a code system, and SNOMED CT's by URL. */
    private @Nullable ValueSet implied(String url) {
        int query = url.indexOf("?fhir_vs");
        if (query >= 0) {
            String system = url.substring(0, query);
            String rest = url.substring(query + "?fhir_vs".length());
            if (rest.isEmpty()) {
                return ValueSetReader.all(url, system);
            }
            if (rest.startsWith("=isa/")) {
                ValueSet.Filter below = new ValueSet.Filter("concept", "is-a", rest.substring("=isa/".length()));
                return ValueSetReader.of(url, new Include(system, null, List.of(), List.of(below), List.of()));
            }
            return null;
        }
        if (url.endsWith("/vs")
                && !library.codeSystems(url.substring(0, url.length() - 3)).isEmpty()) {
            return ValueSetReader.all(url, url.substring(0, url.length() - 3));
        }
        return library.heads().stream()
                .map(head -> Versions.newest(library.codeSystems(head.url()), null))
                .filter(system -> system != null && url.equals(system.traits().valueSet()))
                .findFirst()
                .map(system -> ValueSetReader.all(url, system.head().url()))
                .orElse(null);
    }

    /** What a value set holds; inactive codes are still there, however the value set thinks of them. */
    public Contents contents(ValueSet set) {
        return contents(set, new LinkedHashSet<>());
    }

    private Contents contents(ValueSet set, Set<String> path) {
        String canonical = set.head().canonical();
        boolean again = !canonical.isEmpty() && !path.add(canonical);
        if (again || path.size() > DEEPEST) {
            List<String> ways = new ArrayList<>(path);
            ways.add(canonical);
            throw Messages.circular(canonical, ways);
        }
        List<String> supplements = new ArrayList<>(set.supplements());
        Contents all = new Contents();
        for (String supplement : supplements) {
            all.supplement(required(supplement).head().canonical());
        }
        List<Include> includes = set.include().isEmpty() ? set.expansion() : set.include();
        for (Include include : includes) {
            all.add(one(include, set, supplements, path));
        }
        boolean across = acrossVersions(set);
        for (Include exclude : set.exclude()) {
            all.remove(one(exclude, set, supplements, path), across);
        }
        path.remove(canonical);
        return all;
    }

    /** Unless the value set says otherwise, excludes count across versions where only one version is included. */
    private static boolean acrossVersions(ValueSet set) {
        String said = set.parameters().get("versionsMatch");
        if (said != null) {
            return said.equals("true");
        }
        Set<String> systems = new LinkedHashSet<>();
        return set.include().stream().allMatch(include -> include.system() == null || systems.add(include.system()));
    }

    private Contents one(Include include, ValueSet within, List<String> supplements, Set<String> path) {
        Contents found = new Contents();
        String url = include.system();
        boolean first = url == null;
        if (url != null) {
            CodeSystem system =
                    include.concepts().isEmpty() ? system(url, include.version()) : any(url, include.version());
            if (system == null) {
                String version = pins.version(url, include.version());
                found.unknown(version == null ? url : url + "|" + version);
                return found;
            }
            String pattern = pins.violated(url, system.head().version());
            if (pattern != null) {
                throw Messages.versionNotAllowed(url, system.head().version(), pattern);
            }
            select(include, supplemented(system, supplements), found);
        }
        for (String canonical : include.valueSets()) {
            ValueSet set = imported(canonical, within);
            Contents theirs = contents(set, path);
            if (Boolean.FALSE.equals(set.inactive())) {
                theirs.removeInactive();
            }
            if (!canonical.startsWith("#")) {
                found.imported(set);
            }
            if (first) {
                found.add(theirs);
            } else {
                found.retain(theirs);
            }
            first = false;
        }
        return found;
    }

    private ValueSet imported(String canonical, ValueSet within) {
        ValueSet contained = canonical.startsWith("#") ? within.contained().get(canonical.substring(1)) : null;
        return contained == null ? valueSet(canonical) : contained;
    }

    private static void select(Include include, CodeSystem system, Contents found) {
        Selection selection = found.selection(system);
        if (!include.concepts().isEmpty()) {
            for (Reference reference : include.concepts()) {
                Concept concept = system.find(reference.code());
                if (concept == null && system.traits().isAbsent(system)) {
                    concept = Concept.of(reference.code(), reference.display());
                }
                if (concept != null) {
                    selection.name(reference, concept);
                }
            }
        } else if (include.filters().isEmpty()) {
            selection.selectEverything();
        } else {
            Filters filters = new Filters(system);
            BitSet some = filters.of(include.filters().getFirst());
            for (ValueSet.Filter filter :
                    include.filters().subList(1, include.filters().size())) {
                some.and(filters.of(filter));
            }
            selection.select(some);
        }
    }

    private CodeSystem required(String canonical) {
        CodeSystem supplement = supplement(canonical);
        if (supplement == null) {
            throw Messages.missingSupplement(canonical);
        }
        return supplement;
    }

    private @Nullable CodeSystem supplement(String canonical) {
        int bar = canonical.indexOf('|');
        String url = bar < 0 ? canonical : canonical.substring(0, bar);
        return Versions.newest(library.codeSystems(url), bar < 0 ? null : canonical.substring(bar + 1));
    }

    private CodeSystem supplemented(CodeSystem system, List<String> supplements) {
        CodeSystem view = system;
        for (String canonical : supplements) {
            CodeSystem supplement = supplement(canonical);
            String base = supplement == null ? null : supplement.traits().supplements();
            if (supplement != null
                    && base != null
                    && base.split("\\|", -1)[0].equals(system.head().url())
                    && view instanceof ListedCodeSystem listed) {
                view = listed.with(supplement);
            }
        }
        return view;
    }
}
