package org.hulian.fhir.wiring;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.function.Supplier;

/** Fetches the issuer's keys from the one configured address; redirects are not followed. */
final class KeyFetch implements Supplier<Uni<String>> {
    private static final int TIMEOUT = 5_000;
    private static final int LARGEST = 1 << 20;

    private final HttpClient client;
    private final String url;

    KeyFetch(Vertx vertx, String url) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(1)
                .setConnectTimeout(TIMEOUT)
                .setKeepAlive(false));
        this.url = url;
    }

    @Override
    public Uni<String> get() {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url)
                .setTimeout(TIMEOUT);
        return Uni.createFrom()
                .completionStage(() -> client.request(request)
                        .compose(sent -> sent.send())
                        .compose(response -> response.body().map(body -> {
                            if (response.statusCode() != 200 || body.length() > LARGEST) {
                                throw new IllegalStateException("status " + response.statusCode());
                            }
                            return body.toString();
                        }))
                        .toCompletionStage());
    }
}
