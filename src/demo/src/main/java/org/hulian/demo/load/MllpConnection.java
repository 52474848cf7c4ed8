package org.hulian.demo.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * One MLLP connection: a message, then its acknowledgement.
 *
 * @see <a href="https://www.hl7.org/implement/standards/product_brief.cfm?product_id=55">MLLP, transport release 2</a>
 */
public final class MllpConnection implements AutoCloseable {
    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int RETURN = 0x0D;
    private static final int TIMEOUT_MS = 60_000;
    private static final int LONGEST_ACKNOWLEDGEMENT = 1 << 20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public MllpConnection(InetSocketAddress address) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(address, 5_000);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Sends a message and waits for MSA-1 of its acknowledgement, AA when all is well. */
    public String send(byte[] message) throws IOException {
        byte[] frame = new byte[message.length + 3];
        frame[0] = START;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[message.length + 1] = END;
        frame[message.length + 2] = RETURN;
        out.write(frame);
        out.flush();
        return acknowledgementCode(readFrame());
    }

    static String acknowledgementCode(byte[] acknowledgement) throws IOException {
        for (String segment : new String(acknowledgement, US_ASCII).split("\r", -1)) {
            if (segment.startsWith("MSA|")) {
                return segment.split("\\|", -1)[1];
            }
        }
        throw new IOException("acknowledgement without MSA segment");
    }

    private byte[] readFrame() throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        if (in.read() != START) {
            throw new EOFException("connection closed before the acknowledgement");
        }
        for (int next = in.read(); next != END; next = in.read()) {
            if (next < 0 || frame.size() > LONGEST_ACKNOWLEDGEMENT) {
                throw new EOFException("acknowledgement broken off");
            }
            frame.write(next);
        }
        if (in.read() != RETURN) {
            throw new IOException("acknowledgement frame does not end with a carriage return");
        }
        return frame.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
