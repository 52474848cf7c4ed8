package org.hulian.terminology.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hulian.terminology.code.CodeSystems;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.GrammarCodeSystem;
import org.hulian.terminology.lookup.Head;
import org.hulian.terminology.lookup.ListedCodeSystem;
import org.hulian.terminology.lookup.Traits;
import org.hulian.terminology.unit.Units;
import org.jspecify.annotations.Nullable;

/**
 * Systems whose codes follow a rule, and ISO's lists as the platform has them.
 *
 * @see <a href="https://hl7.org/fhir/R4/terminologies-systems.html">external code systems</a>
 */
final class Grammars {
    /** BCP 13: a registered kind of media and a name. */
    private static final Pattern MEDIA = Pattern.compile(
            "(application|audio|font|example|image|message|model|multipart|text|video)/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}"
                    + "(;\\s*[A-Za-z0-9!#$&^_.+-]+=(\"[^\"]*\"|[A-Za-z0-9!#$&^_.+-]+))*");

    private static final Set<String> LANGUAGES = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));
    private static final Set<String> REGIONS = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

    private Grammars() {}

    static List<CodeSystem> systems() {
        return List.of(
                grammar(CodeSystems.UCUM, Units.load().version(), "UCUM", Grammars::unit),
                grammar("urn:ietf:bcp:47", null, "BCP47", Grammars::language),
                grammar("urn:ietf:bcp:13", null, "MimeTypes", Grammars::media),
                countries(),
                currencies());
    }

    private static CodeSystem grammar(
            String url, @Nullable String version, String name, Function<String, @Nullable Concept> grammar) {
        Head head = new Head(url, version, name, name, "active", false, "en", null);
        return new GrammarCodeSystem(head, new Traits(true, "not-present", null, null, List.of()), grammar);
    }

    private static @Nullable Concept unit(String code) {
        return Units.load().isValid(code) ? Concept.of(code, code) : null;
    }

    private static @Nullable Concept media(String code) {
        return MEDIA.matcher(code).matches() ? Concept.of(code, code) : null;
    }

    /** A well-formed tag whose language and region ISO lists. */
    private static @Nullable Concept language(String code) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(code).build();
            boolean known = (LANGUAGES.contains(locale.getLanguage())
                            || locale.getLanguage().length() == 3)
                    && (locale.getCountry().isEmpty()
                            || REGIONS.contains(locale.getCountry())
                            || locale.getCountry().length() == 3);
            return known
                    ? concept(-1, code, locale.getDisplayName(Locale.ENGLISH), locale.getDisplayName(Locale.CHINESE))
                    : null;
        } catch (IllformedLocaleException e) {
            return null;
        }
    }

    private static CodeSystem countries() {
        List<Concept> concepts = new ArrayList<>();
        for (String code : Locale.getISOCountries()) {
            Locale locale = Locale.of("", code);
            concepts.add(concept(
                    concepts.size(),
                    code,
                    locale.getDisplayCountry(Locale.ENGLISH),
                    locale.getDisplayCountry(Locale.CHINESE)));
        }
        for (String code : Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)) {
            Locale locale = Locale.of("", code);
            concepts.add(concept(
                    concepts.size(),
                    locale.getISO3Country(),
                    locale.getDisplayCountry(Locale.ENGLISH),
                    locale.getDisplayCountry(Locale.CHINESE)));
        }
        return listed("urn:iso:std:iso:3166", "ISO3166", concepts);
    }

    private static CodeSystem currencies() {
        List<Concept> concepts = new ArrayList<>();
        Currency.getAvailableCurrencies().stream()
                .sorted((a, b) -> a.getCurrencyCode().compareTo(b.getCurrencyCode()))
                .forEach(currency -> concepts.add(concept(
                        concepts.size(),
                        currency.getCurrencyCode(),
                        currency.getDisplayName(Locale.ENGLISH),
                        currency.getDisplayName(Locale.CHINESE))));
        return listed("urn:iso:std:iso:4217", "ISO4217", concepts);
    }

    private static CodeSystem listed(String url, String name, List<Concept> concepts) {
        Head head = new Head(url, null, name, name, "active", false, "en", null);
        return new ListedCodeSystem(head, Traits.complete(List.of()), concepts, List.of());
    }

    private static Concept concept(int number, String code, String en, String zh) {
        return new Concept(
                number, code, en, null, List.of(Designation.of("zh-CN", zh)), List.of(), List.of(), null, false, false);
    }
}
