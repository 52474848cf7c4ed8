package org.hulian.mappers.source.hl7v2;

import java.util.List;

/**
 * What one order of a message is answered with.
 *
 * @param placer order number of the one who orders, ORC-2; empty when there is none
 * @param notes  each an NTE segment; its texts are the repetitions of NTE-3
 */
public record OrderAnswer(String placer, List<List<String>> notes) {}
