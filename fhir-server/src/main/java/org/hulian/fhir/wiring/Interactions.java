package org.hulian.fhir.wiring;

import ca.uhn.fhir.context.FhirContext;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.hulian.fhir.audit.AuditExports;
import org.hulian.fhir.audit.AuditLog;
import org.hulian.fhir.audit.PostgresAuditLog;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.Batch;
import org.hulian.fhir.interaction.Bodies;
import org.hulian.fhir.interaction.Changes;
import org.hulian.fhir.interaction.Create;
import org.hulian.fhir.interaction.CriteriaParser;
import org.hulian.fhir.interaction.Delete;
import org.hulian.fhir.interaction.EntryParser;
import org.hulian.fhir.interaction.Explain;
import org.hulian.fhir.interaction.ExportAudit;
import org.hulian.fhir.interaction.History;
import org.hulian.fhir.interaction.ModelCheck;
import org.hulian.fhir.interaction.OperationWrite;
import org.hulian.fhir.interaction.OwnershipRules;
import org.hulian.fhir.interaction.PageLife;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.Reads;
import org.hulian.fhir.interaction.Refusals;
import org.hulian.fhir.interaction.Search;
import org.hulian.fhir.interaction.SearchRules;
import org.hulian.fhir.interaction.StandingRecords;
import org.hulian.fhir.interaction.Trail;
import org.hulian.fhir.interaction.Transaction;
import org.hulian.fhir.interaction.Update;
import org.hulian.fhir.interaction.Validate;
import org.hulian.fhir.interaction.VersionRead;
import org.hulian.fhir.interaction.WriteChecks;
import org.hulian.fhir.interaction.Writing;
import org.hulian.fhir.operation.terminology.LibraryCodeSets;
import org.hulian.fhir.patch.PatchLimits;
import org.hulian.fhir.patch.Patches;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.resource.BodyLimits;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.CodeSets;
import org.hulian.fhir.search.JoinLimits;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.index.References;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.validate.ResourceValidator;
import org.hulian.security.consent.AccessPolicy;
import org.hulian.security.crypto.KeyFile;
import org.hulian.terminology.operation.CodeLists;
import org.hulian.terminology.operation.Operations;

/** The interactions, over one store and one log. */
class Interactions {
    private final HulianConfig config;

    Interactions(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Access access(AccessPolicy policy) {
        return new Access(policy);
    }

    @Produces
    @Singleton
    Trail trail(AuditLog log, Clock clock, UuidV7 ids) {
        return new Trail(log, clock, ids);
    }

    @Produces
    @Singleton
    Refusals refusals(AuditLog log, Clock clock, UuidV7 ids) {
        return new Refusals(log, clock, ids);
    }

    @Produces
    @Singleton
    ModelCheck models(FhirContext fhir) {
        return new ModelCheck(fhir);
    }

    @Produces
    @Singleton
    Bodies bodies(ModelCheck models, FhirContext fhir, Institutions institutions) {
        return new Bodies(BodyLimits.DEFAULT, config.baseUrl(), models, new OwnershipRules(fhir, institutions));
    }

    @Produces
    @Singleton
    Read read(ResourceStore store, Access access, Trail trail) {
        return new Read(store, access, trail);
    }

    @Produces
    @Singleton
    StandingRecords standing(ResourceStore store, Access access) {
        return new StandingRecords(store, access);
    }

    @Produces
    @Singleton
    VersionRead versionRead(ResourceStore store, Access access, Trail trail) {
        return new VersionRead(store, access, trail);
    }

    @Produces
    @Singleton
    History history(ResourceStore store, Access access, Trail trail) {
        return new History(store, access, trail);
    }

    @Produces
    @Singleton
    JoinLimits joinLimits() {
        SearchConfig search = config.search();
        return new JoinLimits(
                search.chainDepth(), search.chainKeys(), search.types(), search.included(), search.includeRounds());
    }

    @Produces
    @Singleton
    SearchRules searchRules(CodeSets codeSets, JoinLimits limits, Clock clock) {
        PageLife pages = new PageLife(Duration.ofMinutes(config.search().pageLifeMinutes()), clock);
        return new SearchRules(new References(config.baseUrl()), codeSets, limits, pages);
    }

    @Produces
    @Singleton
    CodeSets codeSets(Operations operations) {
        return new LibraryCodeSets(new CodeLists(
                operations.library(),
                config.terminology().remembered(),
                config.search().codes()));
    }

    @Produces
    @Singleton
    Search search(ResourceStore store, Access access, Trail trail, SearchRules rules) {
        return new Search(store, access, trail, rules);
    }

    @Produces
    @Singleton
    Explain explain(ResourceStore store, Access access, Trail trail) {
        return new Explain(store, access, trail);
    }

    @Produces
    @Singleton
    Writing writing(ResourceStore store, Trail trail, WriteChecks checks, ResourceValidator validator, Hooks hooks) {
        return new Writing(store, trail, checks, List.of(new DefinitionWatch(validator), hooks));
    }

    @Produces
    @Singleton
    Validate validate(ResourceValidator validator, Read read, Bodies bodies, Access access, Trail trail) {
        return new Validate(validator, read, bodies, access, trail);
    }

    @Produces
    @Singleton
    Create create(Writing writing, Access access, Bodies bodies, UuidV7 ids) {
        return new Create(writing, access, bodies, ids);
    }

    @Produces
    @Singleton
    Update update(Writing writing, Access access, Bodies bodies) {
        return new Update(writing, access, bodies);
    }

    @Produces
    @Singleton
    Delete delete(Writing writing, Access access) {
        return new Delete(writing, access);
    }

    @Produces
    @Singleton
    Patches patches(FhirContext fhir) {
        return new Patches(
                fhir,
                new PatchLimits(
                        config.limits().patchOperations(), config.limits().patchValues()));
    }

    @Produces
    @Singleton
    CriteriaParser criteria(SearchParser searches) {
        return new CriteriaParser(searches);
    }

    @Produces
    @Singleton
    EntryParser entries(Patches patches) {
        return new EntryParser(config.baseUrl(), patches);
    }

    @Produces
    @Singleton
    Changes changes(
            Writing writing,
            Access access,
            Trail trail,
            Bodies bodies,
            CriteriaParser criteria,
            SearchRules rules,
            Update update,
            Delete delete,
            UuidV7 ids) {
        return new Changes(
                writing,
                access,
                trail,
                bodies,
                criteria,
                rules,
                update,
                delete,
                ids,
                config.limits().conditionalDeletions());
    }

    @Produces
    @Singleton
    Transaction transaction(Changes changes, EntryParser entries, Access access, Trail trail, SearchRules rules) {
        return new Transaction(
                changes,
                entries,
                view -> reads(view, access, trail, rules),
                config.limits().bundleEntries());
    }

    private static Reads reads(ResourceReads view, Access access, Trail trail, SearchRules rules) {
        return new Reads(
                new Read(view, access, trail),
                new VersionRead(view, access, trail),
                new History(view, access, trail),
                new Search(view, access, trail, rules));
    }

    @Produces
    @Singleton
    OperationWrite operationWrite(Writing writing, Access access, Bodies bodies) {
        return new OperationWrite(writing, access, bodies);
    }

    @Produces
    @Singleton
    ExportAudit exportAudit(
            @Named("audit") Pool audit,
            KeyFile keys,
            PostgresAuditLog log,
            Access access,
            Trail trail,
            Clock clock,
            Vertx vertx) {
        return new ExportAudit(new AuditExports(audit, keys.audit(), clock), log, access, trail, vertx);
    }

    @Produces
    @Singleton
    Batch batch(
            Changes changes, EntryParser entries, ResourceStore store, Access access, Trail trail, SearchRules rules) {
        return new Batch(
                changes,
                entries,
                reads(store, access, trail, rules),
                config.limits().bundleEntries());
    }
}
