package org.hulian.fhir.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.jspecify.annotations.Nullable;

/** The feed's own JSON; what the queue keeps as JSON is passed on as it stands. */
final class FeedRenderings {
    private final Institutions institutions;

    FeedRenderings(Institutions institutions) {
        this.institutions = institutions;
    }

    /** A page; {@code next} is the {@code before} of the following one, absent on the last. */
    String list(List<FeedMessage> messages, int asked) {
        return FeedJson.text(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("messages");
            for (FeedMessage message : messages) {
                out.writeStartObject();
                fields(out, message);
                out.writeEndObject();
            }
            out.writeEndArray();
            if (messages.size() == asked) {
                out.writeNumberField("next", messages.getLast().position());
            }
            out.writeEndObject();
        });
    }

    String one(FeedMessage message) {
        return FeedJson.text(out -> {
            out.writeStartObject();
            fields(out, message);
            out.writeEndObject();
        });
    }

    String shown(FeedDesk.Shown shown) {
        return FeedJson.text(out -> {
            out.writeStartObject();
            fields(out, shown.message());
            out.writeFieldName("trace");
            out.writeRawValue(shown.content().trace());
            out.writeEndObject();
        });
    }

    String missing(List<FeedRecords.Missing> codes) {
        return FeedJson.text(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("unmapped");
            for (FeedRecords.Missing missing : codes) {
                out.writeStartObject();
                out.writeStringField("sender", code(missing.sender()));
                out.writeStringField("kind", missing.code().kind());
                out.writeStringField("system", missing.code().system());
                out.writeStringField("code", missing.code().code());
                out.writeStringField("display", missing.code().display());
                out.writeStringField("unit", missing.code().unit());
                out.writeNumberField("count", missing.count());
                out.writeNumberField("messages", missing.messages());
                out.writeStringField("last", missing.last().toString());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private void fields(JsonGenerator out, FeedMessage message) throws IOException {
        out.writeStringField("id", message.id().toString());
        out.writeStringField("sender", code(message.sender()));
        out.writeStringField("controlId", message.controlId());
        out.writeStringField("type", message.type());
        out.writeStringField("sha256", message.sha256());
        out.writeStringField("received", message.received().toString());
        out.writeNumberField("deliveries", message.deliveries());
        out.writeBooleanField("accepted", message.accepted());
        out.writeStringField("status", message.status());
        out.writeNumberField("attempts", message.attempts());
        out.writeFieldName("problems");
        out.writeRawValue(message.problems());
        out.writeFieldName("coverage");
        out.writeRawValue(message.coverage());
    }

    private @Nullable String code(@Nullable Integer number) {
        return number == null
                ? null
                : institutions.byNumber(number).map(Institution::code).orElse(String.valueOf(number));
    }
}
