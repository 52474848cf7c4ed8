package org.hulian.fhir.rest;

/** Text of a request repeated in an answer: short, and only what cannot be a person's data or markup. */
final class Shown {
    private static final int LONGEST = 40;

    private Shown() {}

    static String of(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9_.:/$+*-]", "?");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
    }
}
