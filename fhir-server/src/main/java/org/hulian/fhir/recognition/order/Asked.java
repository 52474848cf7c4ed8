package org.hulian.fhir.recognition.order;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.recognition.OrderLine;
import org.hulian.fhir.recognition.Recognition;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.resource.Order;
import org.hulian.fhir.recognition.rules.LocalCodes;

/** A line of an order of a known patient. */
record Asked(Order order, OrderLine line, String patient) {
    /** Tests in one request, panels opened. */
    private static final int MOST = 200;

    /** What opens orders into lines. */
    record Opening(RecognitionRules rules, LocalCodes local, Recognition recognition, Clock clock) {
        /** The lines of all orders of an institution; a failure names what an order lacks. */
        List<Asked> lines(List<Order> orders, String institution) {
            List<Asked> asked = new ArrayList<>();
            for (Order order : orders) {
                String patient = order.patient();
                String code = rules.chosen(local.understood(order.codes())).orElse(null);
                if (patient == null || !patient.matches("Patient/[A-Za-z0-9.-]{1,64}")) {
                    throw lacking("ServiceRequest.subject", "A Patient of this hub is needed.", "须引用本平台的患者。");
                }
                if (code == null) {
                    throw lacking("ServiceRequest.code", "A coding is needed.", "须给出编码。");
                }
                Instant authored = order.authored();
                Instant at = authored == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : authored;
                for (OrderLine line : recognition.open(new OrderLine(order.reference(), code, at, institution))) {
                    asked.add(new Asked(order, line, patient));
                }
            }
            if (asked.isEmpty()) {
                throw lacking("ServiceRequest", "At least one ServiceRequest is needed.", "至少需要一个 ServiceRequest。");
            }
            if (asked.size() > MOST) {
                throw new FailureException(new Failure.TooCostly("tests in one order", MOST, asked.size()));
            }
            return asked;
        }
    }

    private static FailureException lacking(String expression, String en, String zh) {
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue("required", expression, en, zh))));
    }
}
