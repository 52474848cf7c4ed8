package org.hulian.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plain MLLP sender: one connection for each message, as small gateways do. */
record Mllp(int port) {
    private static final Pattern CODE = Pattern.compile("\rMSA\\|(\\w\\w)");

    /** Sends one message and returns the acknowledgement. */
    String send(byte[] message) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(0x0B);
            out.write(message);
            out.write(new byte[] {0x1C, 0x0D});
            out.flush();
            return answer(socket.getInputStream());
        }
    }

    /** Whether something accepts connections on the port. */
    boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int b = in.read(); b != 0x1C; b = in.read()) {
            if (b < 0) {
                throw new IOException("closed without an acknowledgement");
            }
            if (b != 0x0B) {
                text.append((char) b);
            }
        }
        return text.toString();
    }

    /** The acknowledgement code, MSA-1. */
    static String code(String acknowledgement) {
        Matcher code = CODE.matcher(acknowledgement);
        return code.find()
                ? code.group(1)
                : "none: " + new String(acknowledgement.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
