package org.hulian.fhir.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The methods an address answers to, as the endpoints declare them: what the {@code Allow} of a 405 says, <a
 * href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6">RFC 9110, 15.5.6</a>.
 */
public final class AllowedMethods {
    /** Of addresses that no endpoint declares, such as pages: what the hub understands at all. */
    private static final String ANY = "DELETE, GET, HEAD, PATCH, POST, PUT";

    private static final Set<String> CHANGES = Set.of("DELETE", "PATCH", "PUT");
    private static final Pattern TYPE = Pattern.compile("/fhir/[A-Z][A-Za-z]*");
    private static final Pattern AUDIT = Pattern.compile("/fhir/AuditEvent(/.*)?");
    private static final Pattern ASKED_BY_POST = Pattern.compile(".*/(_search|\\$(?!meta-)[^/]+)");

    /** What a GET begins or writes; HEAD would have to do it, too. */
    private static final Pattern BEGUN = Pattern.compile(
            "/fhir(/[^?]*)?/\\$export(\\?.*)?|/fhir/Composition/[^/?]+/\\$document\\?(.*&)?persist=true(&.*)?");

    private final List<Route> routes;

    private record Route(String method, Pattern path) {}

    private AllowedMethods(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** Those of classes with a {@link Path}; others are passed over. */
    public static AllowedMethods of(Collection<Class<?>> endpoints) {
        List<Route> routes = new ArrayList<>();
        for (Class<?> endpoint : endpoints) {
            Path root = endpoint.getAnnotation(Path.class);
            if (root != null) {
                for (Method method : endpoint.getDeclaredMethods()) {
                    Path path = method.getAnnotation(Path.class);
                    String template = path == null ? root.value() : root.value() + "/" + path.value();
                    for (Annotation annotation : method.getAnnotations()) {
                        HttpMethod named = annotation.annotationType().getAnnotation(HttpMethod.class);
                        if (named != null) {
                            routes.add(new Route(named.value(), Pattern.compile(expression(template))));
                        }
                    }
                }
            }
        }
        return new AllowedMethods(routes);
    }

    /** The value of the header; empty where nothing is allowed. */
    String at(String path, @Nullable String query) {
        String address = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Set<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            if (route.path.matcher(address).matches()) {
                allowed.add(route.method);
            }
        }
        if (allowed.isEmpty()) {
            return ANY;
        }
        if (AUDIT.matcher(address).matches()) {
            onlyRead(address, allowed);
        } else if (TYPE.matcher(address).matches() && (query == null || query.isEmpty())) {
            // A type is changed by criteria alone.
            allowed.removeAll(CHANGES);
        }
        String whole = query == null ? address : address + "?" + query;
        if (allowed.contains("GET") && !BEGUN.matcher(whole).matches()) {
            allowed.add("HEAD");
        }
        return String.join(", ", allowed);
    }

    /** Only the hub writes AuditEvents; their history is that of one event. */
    private static void onlyRead(String address, Set<String> allowed) {
        allowed.removeAll(CHANGES);
        if (!ASKED_BY_POST.matcher(address).matches()) {
            allowed.remove("POST");
        }
        if (address.equals("/fhir/AuditEvent/_history")) {
            allowed.clear();
        }
    }

    /** A template as a regular expression; {@code {id:x}} is what x says. */
    private static String expression(String template) {
        StringBuilder expression = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int end = open < 0 ? template.length() : open;
            if (end > at) {
                expression.append(Pattern.quote(template.substring(at, end)));
            }
            at = end;
            if (open >= 0) {
                at = closing(template, open) + 1;
                String variable = template.substring(open + 1, at - 1);
                expression.append("(?:").append(step(variable)).append(')');
            }
        }
        return expression.toString();
    }

    /** Types begin with a capital; no name of anything begins as operations and histories do. */
    private static String step(String variable) {
        int colon = variable.indexOf(':');
        if (colon >= 0) {
            return variable.substring(colon + 1).strip();
        }
        return variable.equals("type") || variable.equals("compartment") ? "[A-Z][A-Za-z]*" : "[^/$_][^/]*";
    }

    private static int closing(String template, int open) {
        int depth = 0;
        for (int i = open; i < template.length(); i++) {
            char c = template.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException(template);
    }
}
