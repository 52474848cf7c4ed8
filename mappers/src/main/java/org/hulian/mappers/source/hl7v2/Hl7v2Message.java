package org.hulian.mappers.source.hl7v2;

import java.nio.charset.Charset;
import java.util.List;

/**
 * A message that was read: its segments in the order sent, none left out.
 *
 * @param type     MSH-9.1 and 9.2 with a caret, `ORU^R01`; the type alone when there is no trigger event
 * @param version  MSH-12.1 as sent
 */
public record Hl7v2Message(
        String type, String version, String controlId, Charset charset, Delimiters delimiters, List<Segment> segments)
        implements Parsed {

    public Segment header() {
        return segments.get(0);
    }
}
