package org.hulian.demo.ordering;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hulian.demo.Delivery;

/**
 * An order about to be placed.
 *
 * @param by      code of the institution that orders
 * @param order   what the institution sends
 * @param address of the stored order below the FHIR base, or a search that finds it
 * @param time    of the order, as FHIR writes it
 * @param choice  what the doctor does where the hub has something to rely on
 * @param results what is sent when it was measured, without the tests of these LOINC terms; empty when nothing is left
 */
public record Placed(
        String by,
        Delivery order,
        String address,
        String time,
        Choice choice,
        Function<Set<String>, List<Delivery>> results) {}
