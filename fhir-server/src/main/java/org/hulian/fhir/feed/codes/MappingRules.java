package org.hulian.fhir.feed.codes;

import static org.hulian.fhir.feed.codes.MappingRequest.at;
import static org.hulian.fhir.feed.codes.MappingRequest.invalid;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.feed.codes.LocalMapping.State;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.mappers.LocalCodes;
import org.hulian.mappers.Sender;
import org.hulian.terminology.code.Loinc;
import org.hulian.terminology.suggest.Contradiction;
import org.hulian.terminology.unit.Units;
import org.jspecify.annotations.Nullable;

/** What may be asked of a mapping, and what must hold before it goes a step further. */
final class MappingRules {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] EQUIVALENCES = {"equivalent", "equal", "wider", "narrower", "inexact"};
    private static final int LONGEST = 1_000;

    private final Institutions institutions;
    private final WorkRows work;
    private final MappingRanking ranking;
    private final ZoneId zone;
    private final InstantSource clock;

    MappingRules(Institutions institutions, WorkRows work, MappingRanking ranking, ZoneId zone, InstantSource clock) {
        this.institutions = institutions;
        this.work = work;
        this.ranking = ranking;
        this.zone = zone;
        this.clock = clock;
    }

    /** The code a request is about. */
    LocalCode code(MappingRequest request) {
        String name = request.required("sender");
        Institution institution = institutions.byCode(name).orElse(null);
        Sender sender = institution == null ? null : institution.sender();
        if (institution == null || sender == null) {
            throw invalid("value", at("sender"), "No institution of this code sends messages.", "没有该代码的消息发送机构。");
        }
        LocalCodes.Kind kind = LocalCode.kind(request.oneOf("kind", "code", "unit"));
        String system = request.text("system");
        if (system.isEmpty() && kind == LocalCodes.Kind.CODE) {
            system = sender.localCodeSystem();
        }
        return new LocalCode(institution.number(), kind, system, bounded("code", request.required("code")));
    }

    @Nullable
    Instant instant(MappingRequest request, String name) {
        return request.instant(name, zone);
    }

    /** The proposal a request makes, with the evidence for it; what contradicts it must be answered in the comment. */
    Uni<Draft> draft(LocalCode code, MappingRequest request) {
        String target = target(code, request);
        String comment = bounded("comment", request.text("comment"));
        if (target == null && comment.isEmpty()) {
            throw invalid(
                    "required",
                    at("comment"),
                    "Say in comment why nothing fits, or name a target.",
                    "请在 comment 中说明为何没有合适的目标，或给出 target。");
        }
        String equivalence = request.oneOf("equivalence", EQUIVALENCES);
        Instant from = instant(request, "from");
        return work.work(code, clock.instant()).chain(met -> {
            WorkRows.Work waiting = met.orElse(null);
            String name = request.text("display");
            String display = !name.isEmpty() ? name : waiting == null ? code.code() : waiting.name();
            Instant first = waiting == null ? null : waiting.first();
            Instant starts = from != null ? from : first != null ? first : clock.instant();
            if (target == null) {
                return Uni.createFrom().item(new Draft(code, display, null, "", "unmatched", comment, "[]", starts));
            }
            String unit = waiting == null ? "" : waiting.unit();
            return ranking.judge(code, display, unit, target).map(judged -> {
                if (!judged.contradictions().isEmpty() && comment.isEmpty()) {
                    throw contradicted(judged);
                }
                return new Draft(
                        code,
                        display,
                        target,
                        request.text("target.display"),
                        equivalence,
                        comment,
                        evidence(judged),
                        starts);
            });
        });
    }

    private static @Nullable String target(LocalCode code, MappingRequest request) {
        if (request.text("noTarget").equals("true")) {
            return null;
        }
        String target = request.required("target");
        String system = request.text("target.system");
        boolean valid = switch (code.kind()) {
            case CODE -> Loinc.hasValidCheckDigit(target);
            case UNIT -> Units.load().isValid(target);
        };
        if (!valid || !(system.isEmpty() || system.equals(code.targetSystem()))) {
            throw invalid(
                    "code-invalid",
                    at("target"),
                    "The target must be a code of " + code.targetSystem() + "; check its digits.",
                    "target 必须是 " + code.targetSystem() + " 的代码，请核对。");
        }
        return target;
    }

    static String evidence(Ranked judged) {
        ArrayNode evidence = JSON.createArrayNode();
        judged.evidence().forEach(evidence::add);
        judged.contradictions().forEach(contradiction -> evidence.add(contradiction.en()));
        return evidence.toString();
    }

    static void requireChange(LocalMapping standing, Draft draft) {
        if (standing.state() == State.PROPOSED) {
            throw alreadyProposed();
        }
        if (standing.holds(draft.starts())
                && Objects.equals(standing.target(), draft.target())
                && standing.equivalence().equals(draft.equivalence())) {
            throw invalid("business-rule", at("target"), "This mapping is in force already.", "该映射已生效。");
        }
    }

    /** Four eyes: whoever proposed it does not review it. */
    static void requireReviewable(LocalMapping current, String reviewer) {
        boolean automatic = current.automatic() && current.reviewedBy() == null && current.retiredBy() == null;
        if (current.state() != State.PROPOSED && !automatic) {
            throw nothingProposed();
        }
        if (current.proposedBy().equals(reviewer)) {
            throw invalid(
                    "business-rule",
                    "Parameters",
                    "Whoever proposed a mapping cannot review it. Ask another steward.",
                    "提出映射者不能审核该映射，请由另一位数据管理员审核。");
        }
    }

    static void requireInForce(LocalMapping current, Instant now) {
        Instant ends = current.ends();
        if (current.state() != State.APPROVED || (ends != null && !ends.isAfter(now))) {
            throw invalid(
                    "business-rule",
                    at("code"),
                    "No mapping of this code is in force. Look at ConceptMap/$work.",
                    "该代码没有生效的映射，请查看 ConceptMap/$work。");
        }
    }

    static FailureException alreadyProposed() {
        return invalid(
                "duplicate",
                at("code"),
                "A proposal for this code waits for its review. Review it first.",
                "该代码已有待审核的提议，请先审核。");
    }

    static FailureException nothingProposed() {
        return invalid(
                "business-rule",
                at("code"),
                "Nothing is proposed for this code. Propose a target with ConceptMap/$propose.",
                "该代码没有待审核的提议，请先用 ConceptMap/$propose 提出。");
    }

    private static FailureException contradicted(Ranked judged) {
        String en = judged.contradictions().stream().map(Contradiction::en).collect(Collectors.joining("; "));
        String zh = judged.contradictions().stream().map(Contradiction::zh).collect(Collectors.joining("；"));
        return invalid(
                "business-rule",
                at("target"),
                "This contradicts what is known of the code: " + en
                        + ". If it is right all the same, say why in comment.",
                "与该代码的已知情况矛盾：" + zh + "。如确认无误，请在 comment 中说明理由。");
    }

    private static String bounded(String name, String text) {
        if (text.length() > LONGEST) {
            throw invalid("too-long", at(name), name + " is longer than 1,000 characters.", name + " 超过 1000 个字符。");
        }
        return text;
    }
}
