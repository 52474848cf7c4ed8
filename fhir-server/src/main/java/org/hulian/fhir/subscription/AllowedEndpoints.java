package org.hulian.fhir.subscription;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where notifications may be sent: addresses below one of the listed ones, with the same scheme, host and port. Without a
 * list, nowhere: who may write a Subscription must not be able to make the hub call into its own network.
 *
 * @param list such as {@code https://his.example/hooks}
 */
public record AllowedEndpoints(List<URI> list) {
    /** Steps up that only show when escapes are read, and what some servers read as a slash. */
    private static final Pattern STEPS = Pattern.compile("(^|/)\\.{1,2}(/|$)|\\\\");

    public AllowedEndpoints {
        list = List.copyOf(list);
    }

    Optional<URI> allowed(String text) {
        try {
            URI uri = new URI(text).normalize();
            return uri.getUserInfo() == null
                            && !STEPS.matcher(String.valueOf(uri.getPath())).find()
                            && uri.getFragment() == null
                            && list.stream().anyMatch(each -> covers(each, uri))
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean covers(URI allowed, URI asked) {
        String below = allowed.getPath().endsWith("/") ? allowed.getPath() : allowed.getPath() + "/";
        return allowed.getScheme().equalsIgnoreCase(asked.getScheme())
                && allowed.getHost().equalsIgnoreCase(asked.getHost())
                && allowed.getPort() == asked.getPort()
                && (asked.getPath() + "/").startsWith(below);
    }
}
