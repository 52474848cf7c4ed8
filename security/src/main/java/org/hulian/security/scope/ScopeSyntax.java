package org.hulian.security.scope;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of clinical scopes. What it does not understand grants nothing. */
final class ScopeSyntax {

    private static final Pattern SCOPE = Pattern.compile(
            "(patient|user|system)/(\\*|[A-Z][A-Za-z]{1,63})\\.(\\*|read|write|c?r?u?d?s?)(?:\\?(.+))?");

    private ScopeSyntax() {}

    static List<SmartScope> parse(String claim) {
        List<SmartScope> scopes = new ArrayList<>();
        for (String word : claim.strip().split("\\s+", -1)) {
            one(word).ifPresent(scopes::add);
        }
        return List.copyOf(scopes);
    }

    private static Optional<SmartScope> one(String word) {
        Matcher scope = SCOPE.matcher(word);
        if (!scope.matches()) {
            return Optional.empty();
        }
        Set<Permission> permissions = permissions(scope.group(3));
        Optional<Map<String, String>> query = query(scope.group(4) == null ? "" : scope.group(4));
        if (permissions.isEmpty() || query.isEmpty()) {
            return Optional.empty();
        }
        SmartScope.Context context = SmartScope.Context.valueOf(scope.group(1).toUpperCase(Locale.ROOT));
        return Optional.of(new SmartScope(context, scope.group(2), permissions, query.get()));
    }

    /** SMART v1 {@code read} is v2 {@code rs}, {@code write} is {@code cud}, {@code *} is {@code cruds}. */
    private static Set<Permission> permissions(String letters) {
        String v2 = switch (letters) {
            case "read" -> "rs";
            case "write" -> "cud";
            case "*" -> "cruds";
            default -> letters;
        };
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            if (v2.indexOf(permission.letter()) >= 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    /** Empty when a pair is malformed or a name is repeated: such a scope cannot be honoured exactly. */
    private static Optional<Map<String, String>> query(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return Optional.of(pairs);
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || equals == pair.length() - 1) {
                return Optional.empty();
            }
            Optional<String> value = decoded(pair.substring(equals + 1));
            if (value.isEmpty() || pairs.put(pair.substring(0, equals), value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(pairs);
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
