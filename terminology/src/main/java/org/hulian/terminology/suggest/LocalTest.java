package org.hulian.terminology.suggest;

/**
 * A test as a sender names it; every cell but the id may be empty.
 *
 * @param specimen the sender's word for the fluid
 * @param unit     as sent, no UCUM expected
 * @param category the sender's section, {@code Chemistry}, {@code Blood Gas}, ...
 */
public record LocalTest(String id, String label, String specimen, String unit, String category) {}
