package org.hulian.terminology.suggest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hulian.terminology.suggest.Vocabulary.Phrase;

/**
 * How the words of a label and of a term cover one another, weighed by how telling the words are.
 *
 * @param recall    share of the label that the term explains, 0 to 1
 * @param precision share of the term's component that the label says, 0 to 1
 * @param extras    phrases that only the method, property or timing explains
 * @param unsaid    words of the component the label does not say
 */
record Match(double recall, double precision, int extras, int unsaid, boolean guessed) {
    private static final double ALL = 0.999;

    static Match of(List<Phrase> phrases, TermWords term, Vocabulary vocabulary) {
        Match best = new Match(0, 0, 0, 0, false);
        for (Set<String> name : term.names()) {
            Match match = of(phrases, name, term.extras(), vocabulary);
            if (match.recall + match.precision > best.recall + best.precision) {
                best = match;
            }
        }
        return best;
    }

    private static Match of(List<Phrase> phrases, Set<String> name, Set<String> extraWords, Vocabulary vocabulary) {
        Set<String> said = new HashSet<>();
        double all = 0;
        double covered = 0;
        int extras = 0;
        boolean guessed = false;
        for (Phrase phrase : phrases) {
            double most = 0;
            List<String> chosen = List.of();
            for (List<String> alternative : phrase.alternatives()) {
                long hits = alternative.stream().filter(name::contains).count();
                long told = alternative.stream()
                        .filter(word -> name.contains(word) || extraWords.contains(word))
                        .count();
                double share = hits == 0 ? 0 : told / (double) alternative.size();
                if (share > most) {
                    most = share;
                    chosen = alternative;
                }
            }
            double weight = phrase.weight();
            if (most == 0 && phrase.alternatives().stream().anyMatch(extraWords::containsAll)) {
                extras++;
                most = 1;
            } else if (most > 0) {
                guessed |= !phrase.certain();
                chosen.stream().filter(name::contains).forEach(said::add);
            }
            all += weight;
            covered += weight * most;
        }
        double total = name.stream().mapToDouble(vocabulary::weight).sum();
        double spoken = said.stream().mapToDouble(vocabulary::weight).sum();
        return new Match(
                all == 0 ? 0 : covered / all,
                total == 0 ? 0 : spoken / total,
                extras,
                name.size() - said.size(),
                guessed);
    }

    boolean isExact() {
        return recall > ALL && precision > ALL;
    }

    double total() {
        return recall + precision;
    }
}
