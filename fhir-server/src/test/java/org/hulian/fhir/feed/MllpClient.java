package org.hulian.fhir.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A sender's side of MLLP, on a real socket. */
final class MllpClient implements AutoCloseable {
    private final Socket socket;

    MllpClient(int port) throws IOException {
        this(new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
    }

    MllpClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
    }

    /** Sends a message in a frame and waits for its acknowledgement, in the same character set. */
    String send(String message, Charset charset) throws IOException {
        frame(message.getBytes(charset));
        return receive(charset);
    }

    String send(String message) throws IOException {
        return send(message, StandardCharsets.UTF_8);
    }

    String send(byte[] message) throws IOException {
        frame(message);
        return receive();
    }

    private void frame(byte[] message) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(message.length + 3);
        frame.write(0x0B);
        frame.writeBytes(message);
        frame.write(0x1C);
        frame.write(0x0D);
        raw(frame.toByteArray());
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next acknowledgement; empty when the server closed instead. */
    String receive() throws IOException {
        return receive(StandardCharsets.UTF_8);
    }

    private String receive(Charset charset) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int last = -1;
        int b;
        while ((b = in.read()) >= 0) {
            if (last == 0x1C && b == 0x0D) {
                byte[] framed = message.toByteArray();
                return new String(framed, 1, framed.length - 2, charset);
            }
            message.write(b);
            last = b;
        }
        return "";
    }

    boolean isClosedByServer() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
