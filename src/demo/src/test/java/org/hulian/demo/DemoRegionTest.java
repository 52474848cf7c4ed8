package org.hulian.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hulian.demo.ordering.Choice;
import org.hulian.demo.ordering.Placed;
import org.junit.jupiter.api.Test;

class DemoRegionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DemoRegion region = DemoRegion.generate(DemoRegion.RESIDENTS, DemoRegion.SEED);

    /** Changes whenever what a seed makes changes: then loaded homes and published figures no longer compare. */
    @Test
    void theSameSeedMakesTheSameBytesOnEveryMachine() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");

        region.directory().forEach(delivery -> digest.update(delivery.bytes()));
        region.signedUp().forEach(delivery -> digest.update(delivery.bytes()));
        for (int number = 1; number <= 100; number++) {
            region.deliveries(number).forEach(delivery -> digest.update(delivery.bytes()));
            for (Placed order : region.orders(number)) {
                digest.update(order.order().bytes());
                digest.update(order.choice().toString().getBytes(UTF_8));
                order.results().apply(Set.of()).forEach(delivery -> digest.update(delivery.bytes()));
            }
        }

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("97433f160df43eaf434bd14ae4fd380e19ac1c5f17529cc1bcd216d7396a5148");
    }

    @Test
    void anotherSeedMakesOtherResidents() {
        DemoRegion other = DemoRegion.generate(DemoRegion.RESIDENTS, 7);

        assertThat(other.resident(20).truth()).isNotEqualTo(region.resident(20).truth());
    }

    @Test
    void aResidentDoesNotDependOnTheOnesMadeBefore() {
        byte[] alone = DemoRegion.generate(DemoRegion.RESIDENTS, DemoRegion.SEED)
                .deliveries(77)
                .getLast()
                .bytes();

        IntStream.rangeClosed(70, 76).forEach(region::deliveries);

        assertThat(region.deliveries(77).getLast().bytes()).isEqualTo(alone);
    }

    @Test
    void everyIdIsUsedOnceAndEveryReferenceLeadsSomewhere() throws IOException {
        Set<String> urls = new HashSet<>();
        Set<String> references = new HashSet<>();
        int resources = 0;

        for (Delivery.Transaction transaction : wholeAsFhir()) {
            JsonNode bundle = JSON.readTree(transaction.bytes());
            resources += transaction.resources();
            for (JsonNode entry : bundle.get("entry")) {
                assertThat(urls.add(entry.at("/request/url").asText())).isTrue();
                entry.get("resource").findValues("reference").stream()
                        .filter(JsonNode::isTextual)
                        .forEach(reference -> references.add(reference.asText()));
            }
        }

        assertThat(urls).hasSize(resources);
        assertThat(urls).containsAll(references);
    }

    private List<Delivery.Transaction> wholeAsFhir() {
        Stream<Delivery.Transaction> directory = region.directory().map(Delivery.Transaction.class::cast);
        return Stream.concat(directory, IntStream.rangeClosed(1, 300).mapToObj(region::asFhir))
                .toList();
    }

    @Test
    void theWholeRegionIsLargeEnoughToShowAndSmallEnoughToLoad() {
        int resources = 0;
        int messages = 0;
        for (int number = 1; number <= DemoRegion.RESIDENTS; number++) {
            for (Delivery delivery : region.deliveries(number)) {
                switch (delivery) {
                    case Delivery.Message message -> messages++;
                    case Delivery.Transaction transaction -> resources += transaction.resources();
                }
            }
        }

        assertThat(messages).isBetween(2_000, 6_000);
        assertThat(resources).isBetween(12_000, 30_000);
    }

    @Test
    void asksTheHubOnlyInTheSecondYearAndSendsNothingOfItBefore() {
        int orders = 0;
        int recognising = 0;
        int silent = 0;
        for (int number = 1; number <= DemoRegion.RESIDENTS; number++) {
            Set<String> before = region.deliveries(number).stream()
                    .map(delivery -> new String(delivery.bytes(), UTF_8))
                    .collect(Collectors.toSet());
            for (Placed order : region.orders(number)) {
                orders++;
                recognising += order.choice() instanceof Choice.Recognise ? 1 : 0;
                silent += order.choice() instanceof Choice.Nothing ? 1 : 0;
                assertThat(order.time()).isGreaterThanOrEqualTo("2025-11-20");
                assertThat(order.results().apply(Set.of()))
                        .singleElement()
                        .satisfies(result -> assertThat(before).doesNotContain(new String(result.bytes(), UTF_8)));
            }
        }

        assertThat(orders).isBetween(150, 400);
        assertThat(recognising).isBetween(orders * 80 / 100, orders * 93 / 100);
        assertThat(silent).isBetween(orders * 2 / 100, orders * 8 / 100);
    }

    @Test
    void residentOneIsTheLoginsPatientAtRiverside() {
        List<Delivery> deliveries = region.deliveries(1);

        String patient = Objects.requireNonNull(region.resident(1).named()).patientId();
        assertThat(deliveries)
                .filteredOn(delivery -> delivery.sender().equals("riverside"))
                .singleElement()
                .satisfies(delivery -> assertThat(new String(delivery.bytes(), UTF_8))
                        .contains("\"reference\":\"Patient/" + patient + "\""));
        assertThat(region.signedUp())
                .filteredOn(delivery -> delivery.sender().equals("riverside"))
                .anySatisfy(delivery -> assertThat(new String(delivery.bytes(), UTF_8))
                        .contains("\"url\":\"Patient/" + patient + "\""));
        assertThat(deliveries).extracting(Delivery::sender).contains("city-first", "city-second", "riverside");
    }

    @Test
    void theTourFindsAResultToRelyOnOneTakenBackAndOneForReference() {
        String sent = DemoRegion.generate(DemoRegion.RESIDENTS, DemoRegion.SEED).deliveries(2).stream()
                .map(delivery -> new String(delivery.bytes(), UTF_8))
                .filter(text -> text.contains("entered-in-error"))
                .findFirst()
                .orElseThrow();

        assertThat(sent).contains("\"4548-4\"", "\"14749-6\"", "2026-11-12T08:30:00+08:00");
    }
}
