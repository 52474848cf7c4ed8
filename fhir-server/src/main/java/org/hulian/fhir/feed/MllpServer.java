package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The MLLP port: HL7 version 2 messages, each answered with an acknowledgement. */
final class MllpServer {
    private static final Logger LOG = Logger.getLogger(MllpServer.class);

    private final Vertx vertx;
    private final MllpSettings settings;
    private final FeedIntake intake;
    private final MllpBudget budget;
    private final Map<MllpConnection, Context> connections = new ConcurrentHashMap<>();
    private final NetServer server;
    private long timer = -1;

    MllpServer(Vertx vertx, MllpSettings settings, FeedIntake intake) {
        this.vertx = vertx;
        this.settings = settings;
        this.intake = intake;
        this.budget = new MllpBudget(settings.limits().buffered());
        this.server = vertx.createNetServer(options(settings)).connectHandler(this::connected);
    }

    /** Completes with the port when it listens. */
    Uni<Integer> start() {
        long tick = Math.clamp(settings.limits().grace().dividedBy(4).toMillis(), 10, 1000);
        timer = vertx.setPeriodic(
                tick,
                t -> connections.forEach((connection, context) -> context.runOnContext(ignored -> connection.tick())));
        return Uni.createFrom()
                .completionStage(() -> server.listen().toCompletionStage())
                .map(NetServer::actualPort)
                .invoke(port -> LOG.infof("MLLP listens on %s:%d", settings.host(), port));
    }

    Uni<Void> stop() {
        vertx.cancelTimer(timer);
        return Uni.createFrom().completionStage(() -> server.close().toCompletionStage());
    }

    private void connected(NetSocket socket) {
        if (connections.size() >= settings.limits().connections()) {
            socket.close();
            return;
        }
        Origin origin = new Origin(institution(socket), address(socket), null);
        Context context = vertx.getOrCreateContext();
        MllpConnection connection = new MllpConnection(socket, context, intake, settings.limits(), origin, budget);
        connections.put(connection, context);
        connection.open(() -> connections.remove(connection));
    }

    private static @Nullable String address(NetSocket socket) {
        return socket.remoteAddress() == null ? null : socket.remoteAddress().hostAddress();
    }

    /** The common name of the client's certificate; empty text, which is nobody, when it has none. */
    private static @Nullable String institution(NetSocket socket) {
        if (!socket.isSsl()) {
            return null;
        }
        try {
            List<Certificate> chain = socket.peerCertificates();
            return chain.getFirst() instanceof X509Certificate certificate ? commonName(certificate) : "";
        } catch (SSLPeerUnverifiedException e) {
            return "";
        }
    }

    private static String commonName(X509Certificate certificate) {
        try {
            for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (rdn.getType().equalsIgnoreCase("CN")) {
                    return rdn.getValue().toString();
                }
            }
        } catch (InvalidNameException e) {
            LOG.debug("a client certificate without a readable name", e);
        }
        return "";
    }

    private static NetServerOptions options(MllpSettings settings) {
        NetServerOptions options = new NetServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setTcpNoDelay(true)
                .setIdleTimeout((int)
                        settings.limits().idle().plus(Duration.ofMinutes(1)).toSeconds());
        MllpSettings.Tls tls = settings.tls();
        if (tls != null) {
            options.setSsl(true)
                    .setClientAuth(ClientAuth.REQUIRED)
                    .setKeyCertOptions(
                            new PfxOptions().setPath(tls.keyStore().toString()).setPassword(tls.password()))
                    .setTrustOptions(new PfxOptions()
                            .setPath(tls.trustStore().toString())
                            .setPassword(tls.password()));
        }
        return options;
    }
}
