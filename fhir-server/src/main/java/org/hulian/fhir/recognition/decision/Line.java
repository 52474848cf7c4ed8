package org.hulian.fhir.recognition.decision;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.recognition.CatalogueItem;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.Verdict;
import org.hulian.fhir.recognition.order.JudgedLine;
import org.hulian.fhir.recognition.resource.CatalogueCode;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;

/**
 * A line of a stored order. Its Task has an id that follows from order and item, so that there can be only one.
 *
 * @param order reference of the ServiceRequest
 * @param item  the catalogue's item, or the code where it has none
 */
public record Line(JudgedLine judged, String order, String item) {
    /** The line of a judged one. */
    public static Line of(JudgedLine judged, RecognitionRules rules) {
        String code = judged.line().code();
        String item = rules.item(code).map(CatalogueItem::id).orElse(code);
        return new Line(judged, judged.order().reference(), item);
    }

    /** Its Task. */
    public ResourceKey task() {
        return new ResourceKey(
                ResourceTypes.r4().get("Task"),
                new ResourceId(name("recognition-task", order, item).toString()));
    }

    /** What was ordered, as $recognize names it. */
    public CatalogueCode code() {
        return CatalogueCode.of(judged.line().code());
    }

    boolean isNamed(String asked) {
        return asked.equals(judged.line().code()) || asked.equals(item);
    }

    /** Results that may be relied on, best first. */
    public List<Verdict> offered() {
        return judged.verdicts().stream()
                .filter(verdict -> verdict.kind() == Verdict.Kind.RECOGNISE)
                .toList();
    }

    /** A UUID of version 8 (RFC 9562) that follows from parts. */
    public static UUID name(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            ByteBuffer bits = ByteBuffer.wrap(digest.digest());
            long high = (bits.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
            long low = (bits.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
