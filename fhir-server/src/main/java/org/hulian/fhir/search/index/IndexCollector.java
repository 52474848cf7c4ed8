package org.hulian.fhir.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.PatientPaths;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.TimeSpan;
import org.hulian.security.consent.RecordCategories;
import org.jspecify.annotations.Nullable;

/** Gathers the values of one resource. */
final class IndexCollector {
    private final ResourceType type;
    private final ResourceTypes.Roles roles;
    private final TokenHasher hasher;
    private final TokenHasher beside;
    private final ZoneId zone;
    private final String base;
    private final UnaryOperator<UUID> patientName;
    private final PatientPaths patients;

    private final Set<Long> tokens = new TreeSet<>();
    private final Set<Long> codes = new LinkedHashSet<>();
    private final Set<Long> localCodes = new LinkedHashSet<>();
    private final Set<Long> componentCodes = new LinkedHashSet<>();
    private final List<IndexValues.Text> strings = new ArrayList<>();
    private final List<IndexValues.Date> dates = new ArrayList<>();
    private final List<String> categoryTokens = new ArrayList<>();
    private final List<String> sensitiveTokens = new ArrayList<>();
    private final AmountRows amounts;
    private final Set<String> plainAmounts;
    private @Nullable String patient;
    private @Nullable TimeSpan effective;
    private long present;

    /**
     * A collector.
     *
     * @param base         the server's FHIR base URL with a slash at the end
     * @param plainAmounts parameters whose amounts get rows without a code
     */
    IndexCollector(
            ResourceType type,
            ResourceTypes.Roles roles,
            TokenHasher hasher,
            ZoneId zone,
            String base,
            UnaryOperator<UUID> patientName,
            PatientPaths patients,
            Set<String> plainAmounts) {
        this.type = type;
        this.roles = roles;
        this.hasher = hasher;
        this.beside = hasher.beside();
        this.zone = zone;
        this.base = base;
        this.patientName = patientName;
        this.patients = patients;
        this.plainAmounts = plainAmounts;
        this.amounts = new AmountRows(hasher);
    }

    void add(SearchParameter parameter, JsonNode value) {
        if (parameter.hasBit()) {
            present |= parameter.bit();
        } else {
            tokens.add(hasher.present(type, parameter));
        }
        switch (parameter.kind()) {
            case TOKEN -> {
                Values.codes(value, parameter.system(), code -> token(parameter, code, value.isValueNode()));
                Values.codes(value.path("type"), "", code -> ofType(parameter, code, value));
            }
            case URI -> url(parameter, value.asText());
            case REFERENCE -> reference(parameter, value);
            case STRING -> Values.texts(value, text -> string(parameter, text));
            case DATE -> Values.spans(value, zone).forEach(span -> date(parameter, span));
            case QUANTITY, NUMBER -> {
                if (plainAmounts.contains(parameter.name())) {
                    amounts.add(parameter, value, Set.of());
                }
            }
            case COMPOSITE -> {} // indexed element by element
            case SPECIAL -> amounts.position(parameter, value);
        }
    }

    private void token(SearchParameter parameter, Values.Code code, boolean plain) {
        boolean named = !code.system().isEmpty();
        if (!code.code().isEmpty()) {
            tokens.add(hasher.anySystem(type, parameter, code.code()));
            tokens.add(
                    named
                            ? hasher.exact(type, parameter, code.system(), code.code())
                            : hasher.noSystem(type, parameter, code.code()));
        }
        // The system of plain codes is fixed by their binding: searching for it asks whether there is a value.
        if (named && !plain) {
            tokens.add(hasher.anyCode(type, parameter, code.system()));
        }
        main(parameter, code);
        String text = code.system() + "|" + code.code();
        sensitiveTokens.add(text);
        if (roles.categories().contains(parameter.name())) {
            categoryTokens.add(text);
        }
    }

    private void main(SearchParameter parameter, Values.Code code) {
        if (roles.codeSystem() == null || code.system().isEmpty() || code.code().isEmpty()) {
            return;
        }
        if (parameter.name().equals(roles.code())) {
            (code.system().equals(roles.codeSystem()) ? codes : localCodes)
                    .add(hasher.exact(type, parameter, code.system(), code.code()));
        } else if (parameter.name().equals(roles.component())) {
            componentCodes.add(hasher.exact(type, parameter, code.system(), code.code()));
        }
    }

    private void ofType(SearchParameter parameter, Values.Code typed, JsonNode identifier) {
        String value = identifier.path("value").asText("");
        if (!value.isEmpty() && !typed.code().isEmpty()) {
            tokens.add(hasher.ofType(type, parameter, typed.system(), typed.code(), value));
        }
    }

    private void url(SearchParameter parameter, String url) {
        tokens.add(hasher.url(type, parameter, url));
        int version = url.indexOf('|');
        if (version > 0) {
            tokens.add(hasher.url(type, parameter, url.substring(0, version)));
        }
    }

    private void reference(SearchParameter parameter, JsonNode value) {
        if (value.isTextual()) {
            // A canonical may be relative, as "Library/x" is; a search for that text asks for a resource of this
            // server.
            url(parameter, value.textValue());
            ReferenceAddress.of(value.textValue(), base)
                    .ifPresent(address -> local(parameter, address.type(), address.id()));
            return;
        }
        Values.codes(value.path("identifier"), "", code -> {
            tokens.add(beside.anySystem(type, parameter, code.code()));
            tokens.add(beside.exact(type, parameter, code.system(), code.code()));
        });
        String text = value.path("reference").asText("");
        Optional<ReferenceAddress> address = ReferenceAddress.of(text, base);
        if (address.isPresent()) {
            local(parameter, address.get().type(), address.get().id());
        } else if (!text.isEmpty() && !text.startsWith("#")) {
            url(parameter, text);
        }
    }

    private void local(SearchParameter parameter, ResourceType target, String id) {
        UUID key = ResourceKeys.of(target.name(), id);
        if (!target.name().equals("Patient")) {
            tokens.add(hasher.reference(type, parameter, target.number(), key));
            return;
        }
        if (patients.isPatientParameter(type, parameter.name())) {
            if (patient == null) {
                patient = id;
            }
            if (patient.equals(id)) {
                return; // found by the column
            }
        }
        tokens.add(hasher.reference(type, parameter, target.number(), patientName.apply(key)));
    }

    private void string(SearchParameter parameter, String text) {
        String normal = Texts.normal(text);
        if (!normal.isEmpty()) {
            strings.add(new IndexValues.Text((short) parameter.number(), normal, Texts.shortened(text)));
        }
    }

    private void date(SearchParameter parameter, TimeSpan span) {
        if (parameter.name().equals(roles.date()) && effective == null) {
            effective = span;
        } else {
            dates.add(new IndexValues.Date((short) parameter.number(), span));
        }
    }

    /** What a component is found by within an element; none where it has no index of that kind. */
    List<Long> hashes(SearchParameter parameter, JsonNode value) {
        List<Long> hashes = new ArrayList<>();
        switch (parameter.kind()) {
            case TOKEN ->
                Values.codes(value, parameter.system(), code -> {
                    hashes.add(hasher.anySystem(type, parameter, code.code()));
                    if (code.system().isEmpty()) {
                        hashes.add(hasher.noSystem(type, parameter, code.code()));
                    } else {
                        hashes.add(hasher.exact(type, parameter, code.system(), code.code()));
                        hashes.add(hasher.anyCode(type, parameter, code.system()));
                    }
                });
            case URI -> hashes.add(hasher.url(type, parameter, value.asText()));
            case REFERENCE -> {
                String text = value.isTextual()
                        ? value.textValue()
                        : value.path("reference").asText("");
                hashes.add(ReferenceAddress.of(text, base)
                        .map(address -> reference(parameter, address))
                        .orElseGet(() -> hasher.url(type, parameter, text)));
            }
            case STRING, DATE, QUANTITY, NUMBER, COMPOSITE, SPECIAL ->
                throw new IllegalStateException(parameter.name());
        }
        return hashes;
    }

    private long reference(SearchParameter parameter, ReferenceAddress address) {
        UUID key = ResourceKeys.of(address.type().name(), address.id());
        boolean about = address.type().name().equals("Patient");
        return hasher.reference(type, parameter, address.type().number(), about ? patientName.apply(key) : key);
    }

    /** Every combination of one hash from each set. */
    void pair(List<Set<Long>> parts) {
        Set<Long> combined = parts.getFirst();
        for (Set<Long> next : parts.subList(1, parts.size())) {
            Set<Long> more = new TreeSet<>();
            for (long first : combined) {
                next.forEach(second -> more.add(hasher.pair(type, first, second)));
            }
            combined = more;
        }
        tokens.addAll(combined);
    }

    long codeBeside(SearchParameter parameter, Values.Code code) {
        return hasher.codeBeside(parameter, code.system(), code.code());
    }

    /** Rows for an amount, one for each code beside it. */
    void amount(SearchParameter parameter, JsonNode value, Set<Long> codes) {
        amounts.add(parameter, value, codes);
    }

    IndexValues finish(RecordCategories categories) {
        // A row without a code of the type's system is found by its sender's own code.
        Set<Long> main = codes.isEmpty() ? localCodes : codes;
        Long first = main.isEmpty() ? null : main.iterator().next();
        main.remove(first);
        main.addAll(componentCodes);
        return new IndexValues(
                patient == null ? null : new ResourceId(patient),
                categories.categoryOf(type.name(), categoryTokens),
                categories.sensitivityOf(sensitiveTokens),
                first,
                Set.copyOf(main),
                effective,
                present,
                tokens.toArray(Long[]::new),
                List.copyOf(strings.stream().distinct().toList()),
                List.copyOf(dates),
                amounts.rows(first));
    }
}
