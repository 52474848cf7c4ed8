package org.hulian.mappers.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hulian.mappers.LocalCodes;
import org.hulian.mappers.Sender;
import org.hulian.mappers.SourceMessage;
import org.hulian.mappers.definition.Definitions;
import org.hulian.mappers.definition.MessageMap;
import org.hulian.mappers.source.hl7v2.Hl7v2Message;

/** What definitions may say of the message as a whole, written `$name`. */
final class Facts {

    static final Set<String> NAMES =
            Set.of("sender", "message", "controlId", "key", "type", "received", "definition", "codes");

    private Facts() {}

    static Map<String, String> of(
            SourceMessage source,
            Sender sender,
            Hl7v2Message message,
            MessageMap map,
            Definitions definitions,
            LocalCodes local) {
        Map<String, String> facts = new HashMap<>();
        facts.put("sender", sender.code());
        facts.put("message", source.id().toString());
        facts.put("controlId", message.controlId());
        facts.put("key", sender.code() + '|' + message.controlId());
        facts.put("type", message.type());
        facts.put("received", source.received().toString());
        facts.put("definition", map.id() + '|' + map.version() + '+' + definitions.hash());
        facts.put("codes", local.version());
        return facts;
    }
}
