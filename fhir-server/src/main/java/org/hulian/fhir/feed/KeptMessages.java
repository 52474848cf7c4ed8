package org.hulian.fhir.feed;

import org.hulian.fhir.feed.codes.MessageRecords;
import org.hulian.fhir.feed.codes.SealedMessage;
import org.hulian.fhir.region.Institution;
import org.hulian.mappers.LocalCodes;
import org.hulian.mappers.Sender;
import org.hulian.mappers.SourceMessage;
import org.hulian.security.crypto.Sealer;
import org.jspecify.annotations.Nullable;

/** Messages of the queue, opened and mapped once more. */
public final class KeptMessages implements MessageRecords {
    private final Sealer sealer;
    private final Mapping mapping;

    /** Opens with the hub's own key. */
    public KeptMessages(Sealer sealer, Mapping mapping) {
        this.sealer = sealer;
        this.mapping = mapping;
    }

    @Override
    public byte @Nullable [] of(SealedMessage message, Institution institution, LocalCodes codes) {
        Sender sender = institution.sender();
        if (sender == null) {
            return null;
        }
        byte[] bytes = sealer.open(message.sealed(), FeedQueue.context(message.id()));
        SourceMessage source = new SourceMessage(message.id(), bytes, message.received());
        return mapping.map(source, Charsets.of(sender, message.charset()), codes)
                .bundle();
    }
}
