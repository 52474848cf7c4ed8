package org.hulian.fhir.feed;

import org.hulian.mappers.Sender;
import org.jspecify.annotations.Nullable;

/** The charset a transport states stands in for the sender's default; what the message says itself comes first. */
final class Charsets {
    private Charsets() {}

    static Sender of(Sender sender, @Nullable String stated) {
        return stated == null
                ? sender
                : new Sender(
                        sender.code(),
                        stated,
                        sender.zone(),
                        sender.identifierSystems(),
                        sender.localCodeSystem(),
                        sender.unitMap(),
                        sender.codeMap(),
                        sender.facilities());
    }
}
