package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.HistoryRequest;
import org.hulian.fhir.store.Write;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.junit.jupiter.api.Test;

/** Who sees and changes what: the store's side of access, on a real PostgreSQL. */
class StoreAccessTest extends StoreHub {
    private static final long LABORATORY = 1L << 1;

    @Test
    void anotherInstitutionSeesNothingWithoutAGrantAndOnlyWhatItNames() {
        hub.put(TestStore.FIRST, patient("grant", ""), observation("g1", "grant", ""));
        String pseudonym =
                hub.cipher.pseudonym(ResourceKeys.of("Patient", "grant")).toString();

        assertThat(hub.read("Observation/g1", RIVERSIDE)).isInstanceOf(Found.Hidden.class);
        assertThat(hub.ids("Observation?patient=Patient/grant", RIVERSIDE)).isEmpty();
        assertThat(withheld("grant")).isTrue();
        assertThat(hub.search("Observation?patient=Patient/grant&_total=accurate", RIVERSIDE)
                        .total())
                .isZero();

        grant(pseudonym, LABORATORY, "now() + interval '1 hour'");
        assertThat(hub.read("Observation/g1", RIVERSIDE)).isInstanceOf(Found.Visible.class);
        assertThat(hub.ids("Observation?patient=Patient/grant", RIVERSIDE)).containsExactly("g1");
        assertThat(hub.search("Observation?code=http://loinc.org|14749-6&_id=g1&_summary=count", RIVERSIDE)
                        .total())
                .isEqualTo(1);
        assertThat(hub.ids("Observation?patient=Patient/grant", TestStore.consented(5)))
                .isEmpty();

        hub.run(Store.CLINICAL, "update hub.grants set valid_to = now() - interval '1 second'");
        assertThat(hub.ids("Observation?patient=Patient/grant", RIVERSIDE)).isEmpty();

        hub.run(Store.CLINICAL, "delete from hub.grants");
        grant(pseudonym, 1L << 4, "now() + interval '1 hour'");
        assertThat(hub.ids("Observation?patient=Patient/grant", RIVERSIDE)).isEmpty();
        assertThat(withheld("grant")).isFalse();
        hub.run(Store.CLINICAL, "delete from hub.grants");
    }

    private static void grant(String person, long categories, String until) {
        hub.run(
                Store.CLINICAL,
                "insert into hub.grants values (gen_random_uuid(), '%1$s', '%1$s', 4, %2$d, 0, 1, now(), %3$s)"
                        .formatted(person, categories, until));
    }

    @Test
    void ownRowsAndTheCompartmentAreSeen() {
        hub.put(TestStore.RIVERSIDE, patient("own", ""), observation("o1", "own", ""));
        hub.put(TestStore.FIRST, observation("o2", "own", ""), observation("o3", "other", ""));
        AccessPredicate self = TestStore.compartment(ResourceKeys.of("Patient", "own"));

        assertThat(hub.ids("Observation?patient=Patient/own", RIVERSIDE)).containsExactly("o1");
        assertThat(hub.ids("Observation?_id=o1,o2,o3", self)).containsExactlyInAnyOrder("o1", "o2");
        assertThat(hub.read("Observation/o3", self)).isInstanceOf(Found.Hidden.class);
        assertThat(hub.read("Observation/nowhere", self)).isInstanceOf(Found.Absent.class);
        assertThat(hub.ids("Observation?_id=o1", new AccessPredicate(Reach.NONE, 4, null, 1, List.of())))
                .isEmpty();
    }

    @Test
    void granularScopesLimitByCategory() {
        hub.put(TestStore.FIRST, observation("cat1", "cat", ""));
        String system = "http://terminology.hl7.org/CodeSystem/observation-category|";
        AccessPredicate laboratory = new AccessPredicate(Reach.ALL, 0, null, 0, List.of(system + "laboratory"));
        AccessPredicate vitals = new AccessPredicate(Reach.ALL, 0, null, 0, List.of(system + "vital-signs"));

        assertThat(hub.ids("Observation?patient=Patient/cat", laboratory)).containsExactly("cat1");
        assertThat(hub.ids("Observation?patient=Patient/cat", vitals)).isEmpty();
    }

    @Test
    void aWriteOutsideTheCallersReachIsRefusedWithoutSayingWhetherTheResourceExists() {
        hub.put(TestStore.FIRST, observation("foreign", "w", ""));
        AccessPredicate own = new AccessPredicate(Reach.OWN, TestStore.RIVERSIDE, null, 1, List.of());
        var body = TestStore.body(observation("foreign", "w", ",\"issued\":\"2026-11-20T09:00:00Z\""));
        var key = TestStore.key("Observation/foreign");

        assertThat(refused(new Write.Update(key, body, null, true, own, RIVERSIDE)))
                .isInstanceOf(Failure.NotFound.class);
        assertThat(refused(new Write.Update(key, body, null, true, own, TestStore.ALL)))
                .isInstanceOf(Failure.Forbidden.class);
        assertThat(refused(new Write.Delete(TestStore.key("Observation/none"), null, own, own)))
                .isInstanceOf(Failure.NotFound.class);
    }

    @Test
    void aSearchByAnyMemberFindsThePersonsDataFromAllSources() {
        String card =
                ",\"identifier\":[{\"system\":\"http://hulian.org/fhir/identifier/health-card\",\"value\":\"HC77\"}]";
        hub.put(TestStore.FIRST, patient("m1", card), observation("mo1", "m1", ""));
        hub.put(TestStore.RIVERSIDE, patient("m2", ""), observation("mo2", "m2", ""));
        assertThat(hub.ids("Observation?patient=Patient/m1")).containsExactly("mo1");

        hub.put(TestStore.RIVERSIDE, patient("m2", card));

        assertThat(hub.ids("Observation?patient=Patient/m1")).containsExactlyInAnyOrder("mo1", "mo2");
        assertThat(hub.ids("Observation?subject=Patient/m2&code=http://loinc.org|14749-6"))
                .containsExactlyInAnyOrder("mo1", "mo2");
        assertThat(hub.ids("Observation?_id=mo1", TestStore.compartment(ResourceKeys.of("Patient", "m2"))))
                .containsExactly("mo1");
    }

    @Test
    void tellsNoVersionThatWasAboutSomebodyElse() {
        String result =
                "{\"resourceType\":\"Observation\",\"id\":\"moved\",\"status\":\"final\",\"code\":{\"text\":\"a\"},"
                        + "\"subject\":{\"reference\":\"Patient/%s\"}}";
        hub.put(TestStore.FIRST, result.formatted("wrong"));
        hub.put(TestStore.FIRST, result.formatted("right"));
        ResourceKey key = TestStore.key("Observation/moved");
        AccessPredicate right = TestStore.compartment(ResourceKeys.of("Patient", "right"));

        List<HistoryEntry> ofType = hub.store
                .history(new HistoryRequest(List.of(key.type()), null, null, null, 50, null), type -> right)
                .await()
                .indefinitely();
        Found wrong = hub.store.readVersion(key, new Version(1), right).await().indefinitely();

        assertThat(ofType).extracting(entry -> entry.version().number()).containsExactly(2);
        assertThat(wrong).isInstanceOf(Found.Absent.class);
        assertThat(history("Observation/moved", 10, null)).hasSize(2);
    }

    private static boolean withheld(String patient) {
        return hub.store
                .withheld(Store.CLINICAL, List.of(ResourceKeys.of("Patient", patient)), RIVERSIDE)
                .await()
                .indefinitely();
    }
}
