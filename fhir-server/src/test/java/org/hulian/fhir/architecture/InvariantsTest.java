package org.hulian.fhir.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.hulian.fhir.store.ResourceStore;
import org.junit.jupiter.api.Test;

/** The invariants of src/docs/ARCHITECTURE.md that a compiler would not notice. */
class InvariantsTest {
    private static final JavaClasses HULIAN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.hulian");

    @Test
    void onlyInteractionsCallTheStore() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.hulian.fhir.interaction..",
                        "org.hulian.fhir.store..",
                        "org.hulian.fhir.audit..",
                        "org.hulian.fhir.wiring..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ResourceStore.class)
                .because("there is one way in: call a class of org.hulian.fhir.interaction, which checks the caller and"
                        + " leaves the audit entry"));
    }

    @Test
    void onlyTheStoreAndItsProjectionsSpeakSql() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "org.hulian.fhir.rest..",
                        "org.hulian.fhir.interaction..",
                        "org.hulian.fhir.bundle..",
                        "org.hulian.fhir.failure..",
                        "org.hulian.fhir.caller..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..", "java.sql..")
                .because("access is part of the query: put what you need into a request to the store"));
    }

    @Test
    void endpointsTakeNoDecisions() {
        check(noClasses()
                .that()
                .resideInAPackage("org.hulian.fhir.rest..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.hulian.security.consent.AccessPolicy")
                .because("an endpoint parses, calls an interaction and renders; the interaction asks the policy"));
    }

    @Test
    void pureModulesKnowNoFramework() {
        check(noClasses()
                .that()
                .resideInAnyPackage("org.hulian.terminology..", "org.hulian.mappers..", "org.hulian.security..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.hulian.fhir..",
                        "io.quarkus..",
                        "jakarta.ws.rs..",
                        "io.smallrye.mutiny..",
                        "io.vertx..",
                        "org.hibernate..")
                .because("what decides is a function over data: pass values in and return a sealed outcome"));
    }

    @Test
    void terminologyKnowsNoOtherModule() {
        check(noClasses()
                .that()
                .resideInAPackage("org.hulian.terminology..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.hulian.mappers..", "org.hulian.security..")
                .because("the direction is terminology <- mappers <- fhir-server -> security"));
    }

    @Test
    void failuresAndResourcesArePure() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "org.hulian.fhir.failure..", "org.hulian.fhir.resource..", "org.hulian.fhir.bundle..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "io.smallrye..")
                .because("values do not wait: leave reactive types to the packages at the edge"));
    }

    @Test
    void onlyWiringReadsConfiguration() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.hulian.fhir.wiring..", "org.hulian.fhir.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.microprofile.config..", "io.smallrye.config..")
                .because("settings become constructor arguments in org.hulian.fhir.wiring"));
    }

    @Test
    void nothingIsInjectedIntoFields() {
        check(noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .because("dependencies are constructor arguments of final fields"));
    }

    @Test
    void namesSayWhatAClassIs() {
        check(noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .because("an implementation is named by what it is made with, such as PostgresResourceStore"));
    }

    @Test
    void stateIsFinalUnlessItChanges() {
        check(classes()
                .that()
                .resideInAPackage("org.hulian.fhir.interaction..")
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("interactions are not extended: compose them"));
    }

    private static void check(ArchRule rule) {
        rule.check(HULIAN);
    }
}
