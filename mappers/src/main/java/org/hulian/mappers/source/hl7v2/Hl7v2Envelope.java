package org.hulian.mappers.source.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading a message's header alone, and answering it. */
public final class Hl7v2Envelope {

    private Hl7v2Envelope() {}

    public static Peeked peek(byte[] bytes) {
        Frame frame = Frame.of(bytes);
        if (!frame.startsWithHeader()) {
            return new Peeked.Broken("The message does not begin with an MSH segment.", "消息不是以 MSH 段开头。");
        }
        String claimed = frame.claimedCharset();
        Charset charset = claimed.isEmpty() ? StandardCharsets.UTF_8 : MessageCharset.named(claimed);
        HeaderFields msh = HeaderFields.of(frame.header(MessageCharset.orLatin(charset)));
        if (msh.text(9).isEmpty()) {
            return new Peeked.Broken("MSH-9 names no message type.", "MSH-9 未给出消息类型。");
        }
        return new Peeked.Envelope(
                msh.component(9, 1),
                msh.component(9, 2),
                msh.component(12, 1),
                msh.text(10).strip(),
                msh.text(3),
                msh.text(4),
                msh.text(5),
                msh.text(6),
                msh.text(11),
                claimed,
                msh.delimiters());
    }

    /**
     * The bytes of a message that is known as text: in the character set it names itself.
     *
     * @param defaultCharset table 0211 name to use when MSH-18 is empty
     */
    public static byte[] encode(String message, String defaultCharset) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        Frame frame = Frame.of(bytes);
        if (!frame.startsWithHeader()) {
            return bytes;
        }
        String claimed = frame.claimedCharset();
        Charset charset = MessageCharset.named(claimed.isEmpty() ? defaultCharset : claimed);
        return charset == null || charset.equals(StandardCharsets.UTF_8) ? bytes : message.getBytes(charset);
    }

    /**
     * The acknowledgement in original mode, with the parties exchanged, the trigger event echoed, and the message's own separators
     * and character set.
     *
     * @param error what to name in ERR and MSA-3, or null for AA
     */
    public static byte[] acknowledge(Peeked.Envelope message, AckCode code, @Nullable AckError error, Instant at) {
        String text = new Acknowledgement(message, code, error, null, at).text();
        Charset charset =
                message.charset().isEmpty() ? StandardCharsets.UTF_8 : MessageCharset.named(message.charset());
        return text.getBytes(charset == null ? StandardCharsets.UTF_8 : charset);
    }

    /**
     * The response to an order message that was accepted: ORL^O22 to OML, else ORR^O02.
     *
     * @param defaultCharset table 0211 name to use when MSH-18 is empty
     */
    public static byte[] answerOrders(
            Peeked.Envelope message, List<OrderAnswer> orders, String defaultCharset, Instant at) {
        Charset charset = MessageCharset.named(message.charset().isEmpty() ? defaultCharset : message.charset());
        String text = new Acknowledgement(message, AckCode.AA, null, orders, at).text();
        return text.getBytes(charset == null ? StandardCharsets.UTF_8 : charset);
    }
}
