package org.hulian.terminology.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hulian.terminology.suggest.Scorer.Scored;
import org.jspecify.annotations.Nullable;

/** Proposes LOINC terms for local tests. Immutable; learning gives another one. */
public final class Suggester {
    /** As many as a reviewer reads. */
    public static final int MOST_PROPOSALS = 10;

    private final Map<String, TermWords> terms;
    private final Specimens specimens;
    private final Vocabulary vocabulary;
    private final Scorer scorer;
    private final Weights weights;
    private final Memory memory;

    private Suggester(
            Map<String, TermWords> terms,
            Specimens specimens,
            Vocabulary vocabulary,
            Scorer scorer,
            Weights weights,
            Memory memory) {
        this.terms = terms;
        this.specimens = specimens;
        this.vocabulary = vocabulary;
        this.scorer = scorer;
        this.weights = weights;
        this.memory = memory;
    }

    /** With the bundled knowledge and weights. */
    public static Suggester bundled() {
        return with(Weights.bundled());
    }

    /** With the bundled knowledge and weights saved before by {@link #weightsText}. */
    public static Suggester withWeights(String file, String text) {
        return with(Weights.parse(file, text));
    }

    static Suggester with(Weights weights) {
        Map<String, TermWords> terms = new LinkedHashMap<>();
        LoincIndex.load().forEach((code, term) -> terms.put(code, TermWords.of(term)));
        Vocabulary vocabulary = new Vocabulary(terms.values());
        Specimens specimens = Specimens.load();
        Scorer scorer = new Scorer(new Candidates(terms.values(), vocabulary, specimens), new Features(specimens));
        return new Suggester(terms, specimens, vocabulary, scorer, weights, Memory.EMPTY);
    }

    /**
     * Learns from mappings reviewed by people: weights, what each label was decided to be, and above which score
     * proposals were right often enough to be taken over. Mappings to terms the index lacks teach that none fits.
     */
    public Suggester learning(List<KnownMapping> mappings) {
        Memory known = remember(mappings);
        Weights learned =
                new Weights(Learner.learn(examples(mappings, known), weights.byFeature()), weights.autoAccept());
        return new Suggester(terms, specimens, vocabulary, scorer, learned, known);
    }

    /** Learns weights alone, which hold for labels never seen; what single labels were decided to be is not kept. */
    Suggester generalising(List<KnownMapping> mappings) {
        Map<String, Double> learned = Learner.learn(examples(mappings, Memory.EMPTY), weights.byFeature());
        return new Suggester(
                terms, specimens, vocabulary, scorer, new Weights(learned, weights.autoAccept()), Memory.EMPTY);
    }

    /** The same with another threshold for taking over without review. */
    public Suggester acceptingFrom(double score) {
        return new Suggester(terms, specimens, vocabulary, scorer, new Weights(weights.byFeature(), score), memory);
    }

    private Memory remember(List<KnownMapping> mappings) {
        Memory known = new Memory();
        for (KnownMapping mapping : mappings) {
            TermWords term = mapping.loinc() == null ? null : terms.get(mapping.loinc());
            if (term != null) {
                known.add(question(mapping.test()), term);
            }
        }
        return known;
    }

    private List<Learner.Example> examples(List<KnownMapping> mappings, Memory known) {
        List<Learner.Example> examples = new ArrayList<>();
        for (KnownMapping mapping : mappings) {
            List<Scored> prepared = scorer.prepare(question(mapping.test()), known);
            examples.add(new Learner.Example(prepared, chosen(prepared, mapping.loinc())));
        }
        return examples;
    }

    private static int chosen(List<Scored> prepared, @Nullable String loinc) {
        return IntStream.range(0, prepared.size())
                .filter(i -> Optional.ofNullable(prepared.get(i).words())
                        .map(words -> words.term().code().equals(loinc))
                        .orElse(true))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the index has the term. */
    public boolean knows(String loinc) {
        return terms.containsKey(loinc);
    }

    Optional<LoincTerm> term(String loinc) {
        return Optional.ofNullable(terms.get(loinc)).map(TermWords::term);
    }

    /** Where a term's property and system cannot be what the test's unit and specimen say. */
    void contradictions(LocalTest test, LoincTerm term, List<Contradiction> found) {
        Question question = question(test);
        if (question.unit().isMeasured() && !question.unit().fits(term.property())) {
            found.add(new Contradiction(
                    "LOINC says " + term.property() + ", the unit is " + test.unit(),
                    "LOINC 的属性为 " + term.property() + "，而单位是 " + test.unit()));
        }
        boolean known = !question.specimen().equals(Specimens.UNKNOWN);
        if (known && specimens.position(question.specimen(), term.system()) < 0) {
            found.add(new Contradiction(
                    "LOINC says " + term.system() + ", the specimen is " + question.specimen(),
                    "LOINC 的标本为 " + term.system() + "，而实际标本是 " + question.specimen()));
        }
    }

    /** Weights and threshold as a file for {@link #withWeights}. */
    public String weightsText() {
        return weights.text();
    }

    /** The best proposals, ranked from 1; none when no word of the label is known. */
    public List<Proposal> suggest(LocalTest test) {
        Question question = question(test);
        List<Scored> prepared = scorer.prepare(question, memory);
        double[] shares = Scorer.probabilities(prepared, weights);
        Map<String, Double> scores = new HashMap<>();
        List<Scored> ranked = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            TermWords words = prepared.get(i).words();
            if (words != null) {
                scores.put(words.term().code(), shares[i]);
                ranked.add(prepared.get(i));
            }
        }
        ranked.sort(
                Comparator.comparingDouble((Scored each) -> score(each, scores)).reversed());
        List<Proposal> proposals = new ArrayList<>();
        for (Scored each : ranked.subList(0, Math.min(MOST_PROPOSALS, ranked.size()))) {
            TermWords words = each.words();
            if (words != null) {
                int rank = proposals.size() + 1;
                double score = score(each, scores);
                Decision decision = rank == 1 && score >= weights.autoAccept() && acceptable(question, each, words)
                        ? Decision.AUTO
                        : Decision.REVIEW;
                proposals.add(new Proposal(
                        rank, words.term().code(), score, decision, Evidence.of(question, words.term(), each.match())));
            }
        }
        return proposals;
    }

    /**
     * Taken over only when nothing is left open: the whole name is explained and the whole component said, the unit
     * fits the property, the system is the specimen itself, and the term was compared with a second source.
     */
    private boolean acceptable(Question question, Scored scored, TermWords words) {
        Match match = scored.match();
        return words.term().checked()
                && !match.guessed()
                && match.isExact()
                && question.unit().isMeasured()
                && question.unit().fits(words.term().property())
                && specimens.isItself(question.specimen(), words.term().system());
    }

    private static double score(Scored scored, Map<String, Double> scores) {
        TermWords words = scored.words();
        return words == null ? 0 : scores.getOrDefault(words.term().code(), 0.0);
    }

    private Question question(LocalTest test) {
        return Question.of(test, specimens, vocabulary);
    }
}
