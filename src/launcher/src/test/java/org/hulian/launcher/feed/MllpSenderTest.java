package org.hulian.launcher.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.hulian.launcher.LaunchFailure;
import org.junit.jupiter.api.Test;

class MllpSenderTest {
    private static final byte[] MESSAGE = "MSH|^~\\&|A|B".getBytes(StandardCharsets.UTF_8);

    @Test
    void framesTheMessageAndReadsItsAcknowledgement() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                MllpSender sender = new MllpSender("127.0.0.1", server.getLocalPort())) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(
                    () -> answer(server, "\u000BMSH|^~\\&|H\rMSA|AE|17|unknown sender\r\u001C\r"));

            Answer answer = sender.send(MESSAGE, MessageKind.HL7V2);

            assertThat(received.join()).isEqualTo("\u000BMSH|^~\\&|A|B\u001C\r".getBytes(StandardCharsets.UTF_8));
            assertThat(answer).isEqualTo(new Answer(false, "AE", "unknown sender"));
        }
    }

    @Test
    void doesNotTakeSilenceForAcceptance() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                MllpSender sender = new MllpSender("127.0.0.1", server.getLocalPort())) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> answer(server, ""));

            assertThatThrownBy(() -> sender.send(MESSAGE, MessageKind.HL7V2))
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("send it again");
            assertThat(received.join()).isNotEmpty();
        }
    }

    private static byte[] answer(ServerSocket server, String acknowledgement) {
        try (Socket connection = server.accept()) {
            InputStream in = connection.getInputStream();
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            int each;
            do {
                each = in.read();
                frame.write(each);
            } while (each != 0x1C);
            frame.write(in.read());
            connection.getOutputStream().write(acknowledgement.getBytes(StandardCharsets.UTF_8));
            return frame.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
