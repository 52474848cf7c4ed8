package org.hulian.demo.resident;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.hulian.demo.catalogue.NameCharacter;

/** A name by its characters, so that it can be written in each script. */
public record PersonName(NameCharacter surname, List<NameCharacter> given) {

    public Written simplified() {
        return new Written(surname.simplified(), join(NameCharacter::simplified));
    }

    public Written traditional() {
        return new Written(surname.traditional(), join(NameCharacter::traditional));
    }

    /** As in a passport: surname and given name apart, the syllables of the given name together. */
    public Written pinyin() {
        String syllables = join(NameCharacter::pinyin);
        return new Written(
                surname.capitalised(), syllables.substring(0, 1).toUpperCase(Locale.ROOT) + syllables.substring(1));
    }

    private String join(Function<NameCharacter, String> script) {
        return String.join("", given.stream().map(script).toList());
    }

    /** A name in one script. */
    public record Written(String family, String given) {
        public String whole() {
            boolean latin = family.charAt(0) < 128;
            return latin ? family + " " + given : family + given;
        }
    }
}
