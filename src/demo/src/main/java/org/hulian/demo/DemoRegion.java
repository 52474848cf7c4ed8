package org.hulian.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hulian.demo.catalogue.Catalogue;
import org.hulian.demo.fhir.DirectoryResources;
import org.hulian.demo.fhir.ResidentBundles;
import org.hulian.demo.fhir.SignedUp;
import org.hulian.demo.fhir.TransactionBundle;
import org.hulian.demo.history.History;
import org.hulian.demo.history.HistoryGenerator;
import org.hulian.demo.history.LabOrder;
import org.hulian.demo.history.Staff;
import org.hulian.demo.hl7v2.HospitalMessages;
import org.hulian.demo.ordering.Habits;
import org.hulian.demo.ordering.OrderBook;
import org.hulian.demo.ordering.Placed;
import org.hulian.demo.ordering.SecondYear;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.ResidentGenerator;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.Truth;

/**
 * A region of made-up residents, the same for the same numbers on every machine. Residents are made one at a time, so
 * that a hundred thousand need no more memory than ten.
 */
public final class DemoRegion {
    public static final long SEED = 20260101;
    public static final int RESIDENTS = 1_000;

    /** The last day of the two years; bookings reach beyond it. */
    public static final LocalDate REFERENCE = LocalDate.of(2026, 11, 20);

    private static final String STEWARD = "steward1";
    private static final Set<String> STEWARDS_OWN = Set.of("Organization", "Endpoint");

    /** Residents whose registrations and consents are sent together. */
    private static final int SIGNED_UP_TOGETHER = 50;

    private final int residents;
    private final ResidentGenerator generator;
    private final HistoryGenerator histories;
    private final DirectoryResources directory;
    private final Habits habits;

    private DemoRegion(int residents, long seed) {
        Catalogue catalogue = Catalogue.load();
        Staff staff = new Staff(catalogue, seed);
        this.residents = residents;
        this.generator = new ResidentGenerator(catalogue, seed, REFERENCE);
        this.histories = new HistoryGenerator(catalogue, staff, seed, REFERENCE, residents);
        this.directory = new DirectoryResources(catalogue, staff);
        this.habits = new Habits(seed, REFERENCE);
    }

    public static DemoRegion generate(int residents, long seed) {
        return new DemoRegion(residents, seed);
    }

    /** Codes of the institutions that send. */
    public static List<String> institutions() {
        return Arrays.stream(Site.values()).map(Site::code).toList();
    }

    public int residents() {
        return residents;
    }

    /** A resident by number, from 1. */
    public Resident resident(int number) {
        return generator.resident(number);
    }

    public History history(int number) {
        return histories.of(resident(number));
    }

    /** Institutions, staff and schedules: to be sent before anything that refers to them. */
    public Stream<Delivery> directory() {
        Stream<Delivery> entries = Arrays.stream(Site.values())
                .map(site -> transaction(STEWARD, "directory of " + site.code(), directory.entries(site)));
        Stream<Delivery> schedules = Site.HOSPITALS.stream()
                .map(site ->
                        transaction(site.code(), "schedules of " + site.code(), directory.schedules(site, REFERENCE)));
        return Stream.concat(entries, schedules);
    }

    /** Registrations with the community centres and what was signed there: to be sent before any resident's history. */
    public Stream<Delivery> signedUp() {
        return IntStream.iterate(1, from -> from <= residents, from -> from + SIGNED_UP_TOGETHER)
                .boxed()
                .flatMap(from -> signedUp(from, Math.min(residents, from + SIGNED_UP_TOGETHER - 1)));
    }

    private Stream<Delivery> signedUp(int from, int to) {
        SignedUp together = new SignedUp();
        for (int number = from; number <= to; number++) {
            History history = history(number);
            together.add(history.resident(), history.consents());
        }
        String range = "residents %d to %d".formatted(from, to);
        Stream<Delivery> registrations = together.registrations().entrySet().stream()
                .map(site -> transaction(
                        site.getKey().code(), range + " at " + site.getKey().code(), site.getValue()));
        return together.consents().size() == 0
                ? registrations
                : Stream.concat(
                        registrations, Stream.of(transaction(STEWARD, "consents of " + range, together.consents())));
    }

    /** Orders of the second year that the hub is asked about, oldest first: to be placed when all histories are in. */
    public List<Placed> orders(int number) {
        return new OrderBook(history(number), REFERENCE, habits).placed();
    }

    /**
     * What the institutions send about one resident, each in its own way, in an order that can be stored; without the
     * orders the hub is asked about, and what comes of them.
     */
    public List<Delivery> deliveries(int number) {
        History history = history(number);
        Set<LabOrder> asked = Set.copyOf(SecondYear.asked(history, REFERENCE));
        List<Delivery> deliveries = new ArrayList<>();
        for (HospitalMessages.Sent sent : new HospitalMessages(history, asked).all()) {
            deliveries.add(new Delivery.Message(sent.sender().code(), sent.controlId(), sent.bytes()));
        }
        ResidentBundles bundles = new ResidentBundles(history, false, asked);
        for (Map.Entry<Site, TransactionBundle> bundle : bundles.bySender().entrySet()) {
            String sender = bundle.getKey().code();
            deliveries.add(transaction(sender, "resident " + number + " from " + sender, bundle.getValue()));
        }
        var named = history.resident().named();
        if (named != null && bundles.consents().size() > 0) {
            deliveries.add(transaction(named.login(), "consents of " + named.login(), bundles.consents()));
        }
        return deliveries;
    }

    /**
     * All of one resident in one transaction, for a server that knows neither feeds nor institutions; without
     * consents, which only residents give. Numbers above {@link #residents()} make further residents without bookings.
     */
    public Delivery.Transaction asFhir(int number) {
        return transaction("", "resident " + number, together(number));
    }

    /** The same, not yet written as JSON. */
    public TransactionBundle together(int number) {
        return new ResidentBundles(history(number), true).together();
    }

    /** What the institutions keep of one resident, without feeds and consents; senders in a fixed order. */
    public Map<String, TransactionBundle> recordsBySender(int number) {
        Map<String, TransactionBundle> records = new LinkedHashMap<>();
        new ResidentBundles(history(number), true)
                .bySender()
                .forEach((site, bundle) -> records.put(site.code(), bundle));
        return records;
    }

    /** Staff, services and schedules, each institution's own; the institutions themselves are the steward's to enter. */
    public Map<String, TransactionBundle> directoryBySender() {
        Map<String, TransactionBundle> entries = new LinkedHashMap<>();
        for (Site site : Site.values()) {
            TransactionBundle own = new TransactionBundle();
            directory.entries(site).resources().stream()
                    .filter(each ->
                            !STEWARDS_OWN.contains(each.path("resourceType").asText()))
                    .forEach(own::put);
            if (Site.HOSPITALS.contains(site)) {
                directory.schedules(site, REFERENCE).resources().forEach(own::put);
            }
            entries.put(site.code(), own);
        }
        return entries;
    }

    /** The truth file, header first: which records are the same resident. */
    public Stream<String> truth() {
        return Stream.concat(
                Stream.of(Truth.HEADER),
                IntStream.rangeClosed(1, residents).boxed().flatMap(number -> Truth.lines(resident(number))));
    }

    private static Delivery.Transaction transaction(String sender, String name, TransactionBundle bundle) {
        return new Delivery.Transaction(sender, name, bundle.json(), bundle.size());
    }
}
