package org.hulian.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.hulian.launcher.LaunchFailure;

/** TCP ports on the loopback address, the only one the launcher's parts listen on. */
public final class Ports {
    private Ports() {}

    /** Refuses a port somebody else listens on, before a part is started that would fail on it less clearly. */
    public static void requireFree(String part, int port) {
        if (!isFree(port)) {
            throw new LaunchFailure("Port " + port + " for " + part
                    + " is taken by another process. Stop that process (ss -ltnp 'sport = :" + port
                    + "' names it) or start with another range: ./hub start --port-offset 1000");
        }
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A port nobody listens on now; for tests, where a fixed number would collide. */
    public static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }
}
