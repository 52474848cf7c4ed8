package org.hulian.fhir.consent;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.store.Projection;
import org.hulian.fhir.store.StoreTransaction;
import org.hulian.fhir.store.Written;
import org.hulian.security.consent.Compilation;
import org.hulian.security.consent.ConsentCompiler;
import org.hulian.security.consent.Grant;

/**
 * Compiles every version of a Consent into grants, in both databases and in the transaction that writes it: the next
 * request already sees them. A Consent the hub cannot honour exactly is not stored.
 */
public final class GrantProjection implements Projection {
    private final ConsentCompiler compiler;
    private final ToIntFunction<String> institutions;

    /**
     * A projection for one region.
     *
     * @param institutions number of the institution behind {@code Organization/<id>}, or less than 1
     */
    public GrantProjection(ConsentCompiler compiler, ToIntFunction<String> institutions) {
        this.compiler = compiler;
        this.institutions = institutions;
    }

    @Override
    public boolean concerns(ResourceType type, Written.Change change) {
        return type.name().equals("Consent");
    }

    @Override
    public Uni<Void> apply(StoreTransaction transaction, Written written) {
        UUID consent = ResourceKeys.of(written.key());
        return switch (written.change()) {
            case UNCHANGED -> Uni.createFrom().voidItem();
            case DELETED -> replace(transaction, consent, consent, List.of());
            case CREATED, UPDATED -> compiled(transaction, written, consent);
        };
    }

    private Uni<Void> compiled(StoreTransaction transaction, Written written, UUID consent) {
        UUID patient = written.patient();
        byte[] body = written.body();
        if (patient == null || body == null) {
            return Uni.createFrom().failure(unknownPatient());
        }
        return transaction
                .registry()
                .chain(registry -> GrantRows.personOf(registry, patient))
                .onItem()
                .ifNull()
                .failWith(GrantProjection::unknownPatient)
                .chain(person -> switch (compiler.compile(body, person, consent, institutions)) {
                    case Compilation.Compiled compiled -> replace(transaction, consent, patient, compiled.grants());
                    case Compilation.Refused refused -> Uni.createFrom().failure(invalid(refused));
                });
    }

    /** The clinical database is only drawn in when its grants change. */
    private static Uni<Void> replace(StoreTransaction transaction, UUID consent, UUID patient, List<Grant> grants) {
        return transaction
                .registry()
                .chain(registry -> GrantRows.replace(registry, consent, patient, grants))
                .chain(removed -> removed == 0 && grants.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : transaction
                                .clinical()
                                .chain(clinical -> GrantRows.replace(
                                        clinical,
                                        consent,
                                        transaction.pseudonym(patient),
                                        grants.stream()
                                                .map(grant -> pseudonymous(transaction, grant))
                                                .toList()))
                                .replaceWithVoid());
    }

    private static Grant pseudonymous(StoreTransaction transaction, Grant grant) {
        return new Grant(
                transaction.pseudonym(grant.person()),
                grant.grantee(),
                grant.categories(),
                grant.sensitivities(),
                grant.purposes(),
                grant.from(),
                grant.to(),
                grant.consent());
    }

    private static FailureException unknownPatient() {
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue(
                "not-found",
                "Consent.patient",
                "The patient is not known here: send the Patient first.",
                "本平台没有该患者的登记，请先登记患者。"))));
    }

    private static FailureException invalid(Compilation.Refused refused) {
        return new FailureException(new Failure.Invalid(refused.problems().stream()
                .map(problem -> new Failure.Issue(
                        problem.code().code(), problem.expression(), problem.text(), chinese(problem.code())))
                .toList()));
    }

    private static String chinese(Compilation.Issue issue) {
        return switch (issue) {
            case STRUCTURE -> "知情同意书的结构不正确。";
            case REQUIRED -> "知情同意书缺少必需的元素。";
            case VALUE -> "该元素的取值不正确。";
            case CODE_INVALID -> "该元素的编码不被识别。";
            case NOT_FOUND -> "所指的机构不是本平台的机构。";
            case NOT_SUPPORTED -> "平台无法严格按此条款执行，因此不予保存；请去掉该条款。";
            case TOO_COSTLY -> "条款过多，请减少例外，或分成多份同意书。";
        };
    }
}
