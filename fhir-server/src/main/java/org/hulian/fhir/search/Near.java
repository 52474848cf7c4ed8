package org.hulian.fhir.search;

/**
 * A circle on the earth.
 *
 * @param latitude   degrees, WGS 84
 * @param longitude  degrees, WGS 84
 * @param kilometres radius
 * @see <a href="https://hl7.org/fhir/R4/location.html#search">Location search</a>
 */
public record Near(double latitude, double longitude, double kilometres) {}
