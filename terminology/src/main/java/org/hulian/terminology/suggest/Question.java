package org.hulian.terminology.suggest;

import java.util.List;
import org.hulian.terminology.suggest.Vocabulary.Phrase;

/**
 * A local test, understood: the phrases of its label, the specimen's key and the class of its unit.
 *
 * @param key the label alone, to find the same label elsewhere
 */
record Question(LocalTest test, String key, List<Phrase> phrases, String specimen, UnitClass unit) {

    static Question of(LocalTest test, Specimens specimens, Vocabulary vocabulary) {
        List<String> tokens = Words.tokens(test.label());
        Specimens.Stripped stripped = specimens.strip(tokens);
        String column = specimens.key(test.specimen());
        return new Question(
                test,
                String.join(" ", stripped.tokens()),
                vocabulary.phrases(stripped.tokens()),
                column.equals(Specimens.UNKNOWN) ? stripped.specimen() : column,
                UnitClass.of(test.unit()));
    }
}
