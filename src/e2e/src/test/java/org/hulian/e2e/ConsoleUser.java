package org.hulian.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A person at a browser, without the browser: keeps cookies for each server, follows nothing by itself, and remembers
 * whatever a script could have read. Cookies marked Secure are kept although it is plain HTTP, as browsers do for the
 * loopback address.
 */
final class ConsoleUser {
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String hub;
    private final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();
    private final List<String> readable = new ArrayList<>();
    private final List<String> setByHub = new ArrayList<>();

    /** At a hub's address without a slash at its end. */
    ConsoleUser(String hub) {
        this.hub = hub;
    }

    /** Signs in; the address the browser ends at. */
    String signIn(String login, String password) {
        HttpResponse<String> page = get(location(get(hub + "/console/login?language=en&next=/console/catalogue")));
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("Keycloak shows no form: " + page.statusCode());
        }
        String entered = "username=" + encoded(login) + "&password=" + encoded(password);
        HttpResponse<String> back = send(request(form.group(1).replace("&amp;", "&"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(entered)));
        return location(get(location(back)));
    }

    HttpResponse<String> get(String address, String... headers) {
        HttpRequest.Builder request = request(address).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(hub + path)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/fhir+json");
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Who the console says is signed in. */
    JsonNode session() {
        return json(get(hub + "/console/session"));
    }

    String requestToken() {
        return session().path("requestToken").asText();
    }

    /** Everything the hub answered that a script could have read: bodies, headers, cookies not kept from scripts. */
    List<String> readable() {
        return readable;
    }

    /** Cookies as the hub set them, with their attributes. */
    List<String> setByHub() {
        return setByHub;
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return Hub.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError("no redirect: " + answer.statusCode() + " " + answer.body()));
    }

    private HttpRequest.Builder request(String address) {
        URI uri = URI.create(address.startsWith("/") ? hub + address : address);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
        String sent = cookies.getOrDefault(uri.getAuthority(), Map.of()).entrySet().stream()
                .filter(cookie -> !cookie.getValue().isEmpty())
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return sent.isEmpty() ? request : request.header("Cookie", sent);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            boolean ofHub = answer.uri().toString().startsWith(hub);
            for (String cookie : answer.headers().allValues("Set-Cookie")) {
                String[] pair = cookie.split(";", 2)[0].split("=", 2);
                cookies.computeIfAbsent(answer.uri().getAuthority(), any -> new LinkedHashMap<>())
                        .put(pair[0], pair[1]);
                if (ofHub) {
                    setByHub.add(cookie);
                }
            }
            if (ofHub) {
                readable.add(answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
