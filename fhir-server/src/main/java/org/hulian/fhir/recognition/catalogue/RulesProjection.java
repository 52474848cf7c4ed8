package org.hulian.fhir.recognition.catalogue;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.store.Projection;
import org.hulian.fhir.store.StoreTransaction;
import org.hulian.fhir.store.Written;
import org.hulian.terminology.catalogue.Catalogue;

/** Keeps every version of the rules in the transaction that writes it, and refuses one that is not in order. */
public final class RulesProjection implements Projection {
    /** Served by the unique index on version. */
    private static final String INSERT = """
            insert into hub.recognition_rules (version, valid_from, library) values ($1, $2, $3)
                on conflict (version) do nothing
            """;

    private final Catalogue catalogue;
    private final ZoneId zone;

    /**
     * A projection for one region.
     *
     * @param zone in which days begin
     */
    public RulesProjection(Catalogue catalogue, ZoneId zone) {
        this.catalogue = catalogue;
        this.zone = zone;
    }

    @Override
    public boolean concerns(ResourceType type, Written.Change change) {
        return type.equals(RulesLibrary.KEY.type());
    }

    @Override
    public Uni<Void> apply(StoreTransaction transaction, Written written) {
        byte[] body = written.body();
        if (written.key().equals(CatalogueLibrary.KEY)) {
            return body != null && CatalogueLibrary.isUnchanged(body)
                    ? Uni.createFrom().voidItem()
                    : refused(
                            "content",
                            "The catalogue comes with the release. Items are added and replaced in"
                                    + " Library/recognition-rules, by laboratory.yaml and examinations.yaml.",
                            "该目录随版本发布，不可修改。请在 Library/recognition-rules 的 laboratory.yaml 与"
                                    + " examinations.yaml 中增补或替换项目。");
        }
        if (!written.key().equals(RulesLibrary.KEY)) {
            return Uni.createFrom().voidItem();
        }
        if (body == null) {
            return refused(
                    "status",
                    "The rules cannot be deleted: orders were decided by them. Publish another version.",
                    "规则不可删除：已有医嘱据此作出决定。请发布新版本。");
        }
        RulesLibrary library;
        try {
            library = RulesLibrary.read(body, zone);
            library.rules(catalogue, zone);
        } catch (FailureException wrong) {
            return Uni.createFrom().failure(wrong);
        }
        return transaction.registry().chain(registry -> insert(registry, library, body));
    }

    private static Uni<Void> insert(SqlConnection registry, RulesLibrary library, byte[] body) {
        return registry.preparedQuery(INSERT)
                .execute(Tuple.of(library.version(), library.from().atOffset(ZoneOffset.UTC), Buffer.buffer(body)))
                .chain(rows -> rows.rowCount() == 1
                        ? Uni.createFrom().voidItem()
                        : refused(
                                "version",
                                "There is a version of this name already. Give the new one a name of its own.",
                                "该版本名称已存在，请为新版本另取名称。"));
    }

    private static Uni<Void> refused(String element, String en, String zh) {
        return Uni.createFrom()
                .failure(new FailureException(new Failure.Invalid(
                        List.of(new Failure.Issue("business-rule", "Library." + element, en, zh)))));
    }
}
