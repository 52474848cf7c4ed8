package org.hulian.mappers.function;

import java.time.Instant;
import org.hulian.mappers.LocalCodes;
import org.hulian.mappers.Sender;
import org.hulian.mappers.source.hl7v2.Value;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.translate.Translation;
import org.jspecify.annotations.Nullable;

/** What a function may ask of the run it is part of. */
public interface Context {

    Sender sender();

    Instant received();

    Translation translate(String map, Coding source);

    /** What people decided of the sender's own code or unit, null when nothing was. */
    @Nullable
    Translation decided(LocalCodes.Kind kind, Coding source);

    /** A field of the nearest segment of that name, null when it is empty. */
    @Nullable
    Value field(String segment, int number);

    /** Notes a warning; the message is still mapped. */
    void warn(String code, Value at, String en, String zh);
}
