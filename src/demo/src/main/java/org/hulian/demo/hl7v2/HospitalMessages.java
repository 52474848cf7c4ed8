package org.hulian.demo.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hulian.demo.hl7v2.V2Message.components;
import static org.hulian.demo.hl7v2.V2Message.escape;
import static org.hulian.demo.hl7v2.V2Message.time;

import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hulian.demo.history.History;
import org.hulian.demo.history.LabOrder;
import org.hulian.demo.history.Reading;
import org.hulian.demo.history.Visit;
import org.hulian.demo.resident.Difference;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.SourceRecord;

/**
 * What the two hospitals send about one resident: ADT^A04 for each visit, A08 after a change, ORM^O01 for each
 * panel the hub is asked about, ORU^R01 for each that was measured.
 */
public final class HospitalMessages {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final History history;
    private final Set<LabOrder> later;

    public HospitalMessages(History history) {
        this(history, Set.of());
    }

    /**
     * Messages of a history without the results of some orders.
     *
     * @param later the orders that are left out
     */
    public HospitalMessages(History history, Set<LabOrder> later) {
        this.history = history;
        this.later = Set.copyOf(later);
    }

    /** A message of a hospital in the bytes it sends. */
    public record Sent(Site sender, String controlId, byte[] bytes) {}

    public List<Sent> all() {
        List<Sent> messages = new ArrayList<>();
        for (Visit visit : history.visits()) {
            if (Site.HOSPITALS.contains(visit.source().site())) {
                messages.add(admission(visit));
            }
        }
        for (SourceRecord source : history.resident().records()) {
            if (Site.HOSPITALS.contains(source.site()) && needsUpdate(source)) {
                messages.add(update(source));
            }
        }
        for (LabOrder order : history.laboratory()) {
            if (Site.HOSPITALS.contains(order.performer().site()) && !later.contains(order)) {
                messages.add(result(order, order.measurements()));
            }
        }
        return messages;
    }

    /** A record without a visit is registered, a second registration and a changed phone are sent as updates. */
    private boolean needsUpdate(SourceRecord source) {
        return source.differences().contains(Difference.SECOND_REGISTRATION)
                || source.differences().contains(Difference.OTHER_PHONE)
                || history.visits().stream().noneMatch(visit -> visit.source().equals(source));
    }

    private Sent admission(Visit visit) {
        Site site = visit.source().site();
        String controlId = "A04" + visit.number();
        V2Message message = new V2Message()
                .segment("MSH", Segments.header(site, "ADT^A04", "ADT_A01", controlId, visit.start()))
                .segment("EVN", "A04", time(visit.start()))
                .segment("PID", Segments.patient(history.resident(), visit.source()))
                .segment("PV1", Segments.visit(visit));
        return sent(site, controlId, message);
    }

    private Sent update(SourceRecord source) {
        Site site = source.site();
        String controlId = "A08" + source.mrn();
        LocalDateTime at = history.visits().stream()
                .filter(visit -> visit.source().equals(source))
                .map(visit -> visit.end().plusMinutes(5))
                .reduce((earlier, later) -> later)
                .orElseGet(() -> history.visits().getFirst().start());
        V2Message message = new V2Message()
                .segment("MSH", Segments.header(site, "ADT^A08", "ADT_A01", controlId, at))
                .segment("EVN", "A08", time(at))
                .segment("PID", Segments.patient(history.resident(), source))
                .segment("PV1", "1", "N");
        return sent(site, controlId, message);
    }

    /** ORM^O01: the order before anything is measured. */
    public Sent order(LabOrder order) {
        Site site = order.performer().site();
        String controlId = "O01" + order.number();
        String placer = components(order.number(), site.facility());
        String doctor = Segments.doctor(order.visit().clinician());
        V2Message message = new V2Message()
                .segment("MSH", Segments.header(site, "ORM^O01", "ORM_O01", controlId, order.ordered()))
                .segment(
                        "PID",
                        Segments.patient(history.resident(), order.visit().source()))
                .segment("PV1", Segments.visit(order.visit()))
                .segment("ORC", "NW", placer, "", "", "", "", "", "", time(order.ordered()), "", "", doctor)
                .segment("OBR", "1", placer, "", panel(order), "", time(order.ordered()));
        return sent(site, controlId, message);
    }

    private static String panel(LabOrder order) {
        boolean first = order.performer().site() == Site.CITY_FIRST;
        return components(
                first ? order.panel().firstCode() : order.panel().secondCode(),
                order.panel().zh(),
                "L");
    }

    /** ORU^R01 of some of the order's measurements. */
    public Sent result(LabOrder order, List<LabOrder.Measurement> measured) {
        Site site = order.performer().site();
        String controlId = "R01" + order.number();
        String panel = panel(order);
        String placer = components(order.number(), site.facility());
        String filler = components("F" + order.number(), site.facility());
        String doctor = Segments.doctor(order.visit().clinician());
        V2Message message = new V2Message()
                .segment("MSH", Segments.header(site, "ORU^R01", "ORU_R01", controlId, order.reported()))
                .segment(
                        "PID",
                        Segments.patient(history.resident(), order.visit().source()))
                .segment("PV1", Segments.visit(order.visit()))
                .segment("ORC", "RE", placer, filler, "", "CM", "", "", "", time(order.ordered()), "", "", doctor)
                .segment("OBR", observationRequest(order, placer, filler, panel, doctor));
        Resident resident = history.resident();
        int line = 0;
        for (LabOrder.Measurement measurement : measured) {
            Reading reading = Reading.of(measurement, site, resident.truth().sex());
            message.segment("OBX", observation(order, reading, ++line));
        }
        return sent(site, controlId, message);
    }

    private static String[] observationRequest(
            LabOrder order, String placer, String filler, String panel, String doctor) {
        return new String[] {
            "1",
            placer,
            filler,
            panel,
            "",
            time(order.ordered()),
            time(order.collected()),
            "",
            "",
            "",
            "",
            "",
            "",
            time(order.collected().plusMinutes(10)),
            "",
            doctor,
            "",
            "",
            "",
            "",
            "",
            time(order.reported()),
            "",
            "LAB",
            "F"
        };
    }

    private static String[] observation(LabOrder order, Reading reading, int line) {
        return new String[] {
            Integer.toString(line),
            "NM",
            components(reading.localCode(), reading.analyte().zh(), "L"),
            "",
            reading.value().toPlainString(),
            escape(reading.notation().unit()),
            reading.low().toPlainString() + "-" + reading.high().toPlainString(),
            reading.flag(),
            "",
            "",
            "F",
            "",
            "",
            time(order.collected())
        };
    }

    private static Sent sent(Site site, String controlId, V2Message message) {
        return new Sent(site, controlId, message.text().getBytes(site == Site.CITY_FIRST ? UTF_8 : GB18030));
    }
}
