package org.hulian.launcher.feed;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.hulian.launcher.LaunchFailure;

/**
 * HL7 v2 over one MLLP connection, one message after another.
 *
 * @see <a href="https://www.hl7.org/documentcenter/public/wg/inm/mllp_transport_specification.PDF">MLLP release 2</a>
 */
public final class MllpSender implements MessageSender {
    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int RETURN = 0x0D;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final InetSocketAddress hub;

    public MllpSender(String host, int port) {
        this.hub = new InetSocketAddress(host, port);
    }

    @Override
    public Answer send(byte[] message, MessageKind kind) {
        if (kind != MessageKind.HL7V2) {
            throw new LaunchFailure("MLLP carries HL7 v2 only; send " + kind + " over HTTP (without --mllp).");
        }
        try {
            if (!socket.isConnected()) {
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.connect(hub, TIMEOUT_MILLIS);
            }
            ByteArrayOutputStream frame = new ByteArrayOutputStream(message.length + 3);
            frame.write(START);
            frame.writeBytes(message);
            frame.write(END);
            frame.write(RETURN);
            OutputStream out = socket.getOutputStream();
            out.write(frame.toByteArray());
            out.flush();
            return Answer.ofAcknowledgement(readFrame(socket.getInputStream()));
        } catch (IOException e) {
            throw new LaunchFailure(
                    "No acknowledgement from " + hub + " (" + e.getMessage()
                            + "). The message may or may not have arrived: send it again, the hub takes it once.",
                    e);
        }
    }

    private static String readFrame(InputStream in) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (int each = in.read(); each != END; each = in.read()) {
            if (each < 0) {
                throw new EOFException("the connection was closed");
            }
            if (each != START) {
                frame.write(each);
            }
        }
        if (in.read() != RETURN) {
            throw new IOException("the acknowledgement's frame is broken");
        }
        return text(frame.toByteArray());
    }

    /** The hub answers in the sender's character set: what is no UTF-8 is GB18030. */
    private static String text(byte[] answer) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(answer))
                    .toString();
        } catch (CharacterCodingException other) {
            return new String(answer, Charset.forName("GB18030"));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
