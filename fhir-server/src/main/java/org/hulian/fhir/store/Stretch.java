package org.hulian.fhir.store;

import java.time.Instant;

/**
 * The earliest rows that a search finds, by the time of their change.
 *
 * @param last   when the last of them was changed; what was changed at the same instant is among them
 * @param rows   how many
 * @param isLast whether nothing was changed later
 */
public record Stretch(Instant last, long rows, boolean isLast) {}
