package org.hulian.fhir.console;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The two cookies of the console. No script sees them, and they go nowhere but to the console. Browsers do not keep the
 * ports of one host apart, so their names hold the port.
 */
final class ConsoleCookies {
    private final boolean secure;
    private final String session;
    private final String login;

    ConsoleCookies(ConsoleSettings settings) {
        int port = URI.create(settings.origin()).getPort();
        this.secure = settings.isSecure();
        this.session = "hulian-console" + (port < 0 ? "" : "-" + port);
        this.login = session + "-login";
    }

    @Nullable
    String session(RoutingContext http) {
        return value(http, session);
    }

    @Nullable
    String login(RoutingContext http) {
        return value(http, login);
    }

    /** Until the browser is closed; the server ends it earlier. */
    void setSession(RoutingContext http, String secret) {
        http.response().addCookie(cookie(session, secret).setSameSite(CookieSameSite.STRICT));
    }

    /** Lax, because it must come along when Keycloak, maybe another site, sends the browser back. */
    void setLogin(RoutingContext http, String sealed) {
        http.response()
                .addCookie(cookie(login, sealed).setSameSite(CookieSameSite.LAX).setMaxAge(LoginAttempt.SECONDS));
    }

    void removeSession(RoutingContext http) {
        http.response()
                .addCookie(
                        cookie(session, "").setSameSite(CookieSameSite.STRICT).setMaxAge(0));
    }

    void removeLogin(RoutingContext http) {
        http.response()
                .addCookie(cookie(login, "").setSameSite(CookieSameSite.LAX).setMaxAge(0));
    }

    private Cookie cookie(String name, String value) {
        return Cookie.cookie(name, value)
                .setPath(ConsoleSettings.ROOT)
                .setHttpOnly(true)
                .setSecure(secure);
    }

    private static @Nullable String value(RoutingContext http, String name) {
        Cookie cookie = http.request().getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }
}
