package org.hulian.fhir.feed;

import org.hulian.mappers.LocalCodes;
import org.hulian.mappers.MappingResult;
import org.hulian.mappers.Sender;
import org.hulian.mappers.SourceMessage;

/** What turns a message into a transaction Bundle: {@code MessageMapper::map}. Pure, and the same every time. */
@FunctionalInterface
public interface Mapping {
    MappingResult map(SourceMessage message, Sender sender, LocalCodes codes);
}
