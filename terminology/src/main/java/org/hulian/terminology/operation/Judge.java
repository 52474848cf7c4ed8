package org.hulian.terminology.operation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.hulian.terminology.expand.Contents;
import org.hulian.terminology.expand.Issue.Severity;
import org.hulian.terminology.expand.Selection;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.ValueSet;
import org.hulian.terminology.lookup.ValueSet.Reference;
import org.hulian.terminology.lookup.Versions;
import org.jspecify.annotations.Nullable;

/** Judges one coding against its code system and, where there is one, a value set. */
final class Judge {
    private final Desk desk;
    private final Manner manner;
    private final @Nullable ValueSet set;
    private final @Nullable Contents contents;

    /**
     * How to judge.
     *
     * @param lenient    a wrong display is a warning only
     * @param membership nothing but membership matters
     * @param abstracts  whether abstract codes are allowed
     */
    record Manner(boolean lenient, boolean membership, boolean abstracts, boolean activeOnly) {}

    Judge(Desk desk, Manner manner, @Nullable ValueSet set, @Nullable Contents contents) {
        this.desk = desk;
        this.manner = manner;
        this.set = set;
        this.contents = contents;
    }

    Judgement of(Asked asked) {
        String url = asked.system();
        if (url == null || url.isEmpty()) {
            Findings findings = new Findings();
            findings.warning("invalid", "invalid-data", asked.whole(), Says.withoutSystem());
            return stranger(asked, findings, null);
        }
        List<Judgement> tries = new ArrayList<>(1);
        for (CodeSystem system : candidates(asked, url)) {
            tries.add(in(system, asked));
        }
        return tries.isEmpty()
                ? unknownSystem(asked, url)
                : tries.stream().min(Comparator.comparingInt(Judge::badness)).orElseThrow();
    }

    private static int badness(Judgement judgement) {
        int errors = judgement.isRight() ? 0 : 1;
        return (judgement.concept() == null ? 8 : 0) + (judgement.member() ? 0 : 4) + errors;
    }

    /** The versions the code may be meant in, the newest first: those of the value set, else the preferred one. */
    private List<CodeSystem> candidates(Asked asked, String url) {
        List<CodeSystem> found = new ArrayList<>(1);
        String version = asked.version();
        if (contents != null) {
            for (Selection selection : contents.of(url)) {
                if (version == null || Versions.fits(selection.system().head().version(), version)) {
                    found.add(selection.system());
                }
            }
        }
        if (found.isEmpty()) {
            CodeSystem system = desk.resolver().system(url, version);
            if (system != null) {
                found.add(system);
            }
        }
        found.sort(Comparator.comparing((CodeSystem system) -> system.head().version(), Versions.ORDER.reversed()));
        return found;
    }

    private Judgement unknownSystem(Asked asked, String url) {
        Findings findings = new Findings();
        if (desk.resolver().isValueSet(url)) {
            findings.error("invalid", "invalid-data", asked.at("system"), Says.systemIsValueSet(url));
            return stranger(asked, findings, null);
        }
        if (!url.contains(":")) {
            findings.error("invalid", "invalid-data", asked.at("system"), Says.relativeSystem());
        }
        List<String> versions = desk.resolver().systems(url).stream()
                .map(system -> system.head().version())
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        String version = versions.isEmpty() ? null : asked.version();
        if (!manner.membership()) {
            findings.error("not-found", "not-found", asked.at("system"), Says.noSystem(url, version, versions));
        }
        return stranger(asked, findings, version == null ? url : url + "|" + version);
    }

    /** A coding that cannot be looked up at all. */
    private Judgement stranger(Asked asked, Findings findings, @Nullable String unknown) {
        boolean blocked =
                unknown != null && contents != null && contents.unknown().contains(unknown);
        if (set != null && !blocked) {
            findings.error("code-invalid", "not-in-vs", asked.at("code"), Says.notInSet(asked.named(), set.named()));
        } else if (set != null && unknown != null) {
            findings.warning("not-found", "vs-invalid", null, Says.cannotCheck(set.named(), unknown));
        }
        Judgement.Unknown missing =
                unknown == null ? null : new Judgement.Unknown(unknown, blocked || unknown.contains("|"));
        return new Judgement(asked, null, null, set == null, null, manner.membership() ? null : missing, findings);
    }

    private Judgement in(CodeSystem system, Asked asked) {
        Findings findings = new Findings();
        if (system.traits().isSupplement()) {
            findings.error("invalid", "invalid-data", asked.at("system"), Says.systemIsSupplement(system.head()));
            Judgement.Unknown base = new Judgement.Unknown(system.head().url(), true);
            return new Judgement(asked, null, null, false, null, base, findings);
        }
        Selection selection = selection(system);
        Concept concept = concept(system, selection, asked.code());
        if (concept == null) {
            return unknownCode(system, asked, findings);
        }
        Reference reference = selection == null ? null : selection.reference(concept);
        boolean held = contents == null || (selection != null && selection.holds(concept));
        boolean member =
                held && !(leavesInactiveOut() && concept.inactive()) && (manner.abstracts() || !concept.abstrakt());
        if (!member) {
            notInSet(asked, system, findings);
        }
        Displays displays = Displays.of(system, concept, reference);
        if (!manner.membership()) {
            status(system, concept, asked, held, findings);
            if (set != null && reference != null && reference.isDeprecated()) {
                findings.aside(
                        Severity.WARNING,
                        "business-rule",
                        "code-comment",
                        asked.at("code"),
                        Says.deprecatedInSet(concept, system.head().url(), set.named()));
            }
            new DisplayCheck(desk.languages(), manner.lenient()).of(asked, concept, displays, findings);
        }
        return new Judgement(asked, system, concept, member, displays.shown(desk.languages()), null, findings);
    }

    /** Of a system that is known by name only, the value set's own codes are all there is. */
    private static @Nullable Concept concept(CodeSystem system, @Nullable Selection selection, String code) {
        Concept concept = system.find(code);
        if (concept == null && selection != null && system.traits().isAbsent(system)) {
            Reference named = selection.listed().get(code);
            return named == null ? null : Concept.of(code, named.display());
        }
        return concept;
    }

    private @Nullable Selection selection(CodeSystem system) {
        if (contents != null) {
            for (Selection selection : contents.of(system.head().url())) {
                if (Objects.equals(
                        selection.system().head().version(), system.head().version())) {
                    return selection;
                }
            }
        }
        return null;
    }

    private boolean leavesInactiveOut() {
        return set != null && (manner.activeOnly() || Boolean.FALSE.equals(set.inactive()));
    }

    private void differentVersion(Asked asked, CodeSystem system, Findings findings) {
        String given = asked.version();
        if (contents == null || given == null) {
            return;
        }
        List<Selection> selections = contents.of(system.head().url());
        if (selections.stream()
                .anyMatch(selection -> given.equals(selection.system().head().version()))) {
            return;
        }
        for (Selection selection : selections) {
            String included = selection.system().head().version();
            if (!given.equals(included)) {
                findings.error(
                        "invalid",
                        "vs-invalid",
                        asked.at("version"),
                        Says.versionDiffers(system.head().url(), included, given));
            }
        }
    }

    private Judgement unknownCode(CodeSystem system, Asked asked, Findings findings) {
        boolean fragment = system.traits().isFragment();
        notInSet(asked, system, findings);
        if (fragment) {
            findings.warning(
                    "code-invalid", "invalid-code", asked.at("code"), Says.notInFragment(asked.code(), system));
        } else if (!manner.membership()) {
            findings.error("code-invalid", "invalid-code", asked.at("code"), Says.noCode(asked.code(), system));
        }
        return new Judgement(asked, system, null, set == null && fragment, null, null, findings);
    }

    private void notInSet(Asked asked, CodeSystem system, Findings findings) {
        if (set != null) {
            findings.error("code-invalid", "not-in-vs", asked.at("code"), Says.notInSet(asked.named(), set.named()));
            differentVersion(asked, system, findings);
        }
    }

    private void status(CodeSystem system, Concept concept, Asked asked, boolean held, Findings findings) {
        if (!concept.code().equals(asked.code())) {
            findings.aside(
                    Severity.INFORMATION,
                    "business-rule",
                    "code-rule",
                    asked.at("code"),
                    Says.caseDiffers(asked.code(), concept, system));
        }
        if (concept.abstrakt() && !manner.abstracts()) {
            findings.error(
                    "business-rule",
                    "code-rule",
                    asked.at("code"),
                    Says.isAbstract(system.head().url(), concept.code()));
        }
        if (concept.inactive()) {
            if (held && leavesInactiveOut()) {
                findings.error("business-rule", "code-rule", asked.at("code"), Says.notActive(concept));
            }
            findings.warning("business-rule", "code-comment", asked.whole(), Says.inactive(concept));
        } else if ("deprecated".equals(concept.status())) {
            findings.warning("business-rule", "code-comment", asked.at("code"), Says.deprecated(concept));
        }
    }
}
