package org.hulian.fhir.console;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jboss.logging.Logger;

/** Answers that are given before a request reaches the FHIR API, and what of another site is not let in at all. */
final class ConsoleAnswers {
    private static final Logger LOG = Logger.getLogger(ConsoleAnswers.class);

    private ConsoleAnswers() {}

    /**
     * Whether a browser says that a page of another site made this request.
     *
     * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>
     */
    static boolean isFromElsewhere(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    static void redirect(RoutingContext http, String location) {
        http.response().setStatusCode(303).putHeader("Location", location).end();
    }

    static void json(RoutingContext http, int status, JsonObject body) {
        http.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode());
    }

    static void forged(RoutingContext http) {
        outcome(
                http,
                403,
                "security",
                "The request does not come from a page of this console. Load the page again. / "
                        + "请求并非来自本控制台页面，请重新载入页面。");
    }

    /** What failed on the way to Keycloak or the database; the session stays. */
    static void failed(RoutingContext http, Throwable failure) {
        if (failure instanceof FailureException known && known.failure() instanceof Failure.Unavailable) {
            LOG.warnf("the console's session cannot be read: %s", known.failure());
        } else {
            LOG.error("the console's session cannot be read", failure);
        }
        http.response().putHeader("Retry-After", "5");
        outcome(
                http,
                503,
                "transient",
                "Sign-in is not available at the moment. Try again in a minute. / " + "登录服务暂不可用，请稍后重试。");
    }

    private static void outcome(RoutingContext http, int status, String code, String words) {
        JsonObject issue = new JsonObject()
                .put("severity", "error")
                .put("code", code)
                .put("details", new JsonObject().put("text", words));
        http.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/fhir+json")
                .end(new JsonObject()
                        .put("resourceType", "OperationOutcome")
                        .put("issue", new JsonArray().add(issue))
                        .encode());
    }
}
