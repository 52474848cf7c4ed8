package org.hulian.terminology.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Local names of a hospital mapped to LOINC by people (MIT-LCP/mimic-code). The index knows the terms of this half of
 * the table, so these figures are an upper bound for a table whose terms it has not seen; see the figures printed.
 */
class CorpusTest {
    private static final int FOLDS = 5;
    private static final long SEED = 42;
    private static final double ACCEPT_FROM = 0.98;
    private static final List<KnownMapping> MAPPINGS = new ArrayList<>();

    @BeforeAll
    static void read() throws Exception {
        Path file = Path.of(System.getProperty("shared.data", "absent"), "mimic-loinc-map/d_labitems_to_loinc.csv");
        assumeTrue(Files.exists(file), "skipped: the table of mappings is not at " + file);
        String table = Files.readString(file);
        int end = table.indexOf('\n');
        String header = table.substring(0, end)
                .replace("itemid (omop_source_code)", "id")
                .replace("valueuom", "unit")
                .replace("omop_concept_code", "loinc");
        MAPPINGS.addAll(LocalTestTable.mappings(file.toString(), header + table.substring(end)));
        Collections.shuffle(MAPPINGS, new Random(SEED));
    }

    @Test
    void ranksTheReviewedTermFirstInCrossValidationSeed42() {
        Suggester untrained = Suggester.with(new Weights(Map.of(), 2));
        Figures memory = new Figures();
        Figures weights = new Figures();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<KnownMapping> training = new ArrayList<>();
            List<KnownMapping> held = new ArrayList<>();
            for (int i = 0; i < MAPPINGS.size(); i++) {
                (i % FOLDS == fold ? held : training).add(MAPPINGS.get(i));
            }
            Suggester learned = untrained.learning(training).acceptingFrom(ACCEPT_FROM);
            Suggester general = untrained.generalising(training).acceptingFrom(ACCEPT_FROM);
            held.forEach(mapping -> memory.add(mapping, learned.suggest(mapping.test())));
            held.forEach(mapping -> weights.add(mapping, general.suggest(mapping.test())));
        }
        long known = MAPPINGS.stream()
                .filter(mapping -> mapping.loinc() != null && untrained.knows(mapping.loinc()))
                .count();

        System.out.println("terms of the table in the index: " + known + " of " + memory.mapped);
        System.out.println("cross-validated, weights and labels learned: " + memory);
        System.out.println("cross-validated, weights alone learned:      " + weights);

        assertThat(memory.share(memory.first)).isGreaterThanOrEqualTo(0.85);
        assertThat(memory.share(memory.five)).isGreaterThanOrEqualTo(0.95);
        assertThat(memory.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(weights.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(memory.accepted).isGreaterThanOrEqualTo(40);
    }

    @Test
    void printsWhatTheBundledWeightsDoWithTheTableTheyWereLearnedFrom() {
        Suggester bundled = Suggester.bundled();
        Figures figures = new Figures();

        MAPPINGS.forEach(mapping -> figures.add(mapping, bundled.suggest(mapping.test())));

        System.out.println("bundled weights, on their own training table:  " + figures);
        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.99);
    }

    private static final class Figures {
        private int mapped;
        private int first;
        private int five;
        private int accepted;
        private int acceptedRight;

        void add(KnownMapping mapping, List<Proposal> proposals) {
            for (Proposal proposal : proposals) {
                boolean right = proposal.loinc().equals(mapping.loinc());
                first += right && proposal.rank() == 1 ? 1 : 0;
                five += right && proposal.rank() <= 5 ? 1 : 0;
                boolean auto = proposal.decision() == Decision.AUTO;
                accepted += auto ? 1 : 0;
                acceptedRight += auto && right ? 1 : 0;
            }
            mapped += mapping.loinc() == null ? 0 : 1;
        }

        double share(int count) {
            return count / (double) mapped;
        }

        double precision() {
            return acceptedRight / (double) accepted;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "rank 1 %.1f %%, rank 5 %.1f %%, auto-accept precision %.1f %% (%d of %d), recall %.1f %%",
                    100 * share(first),
                    100 * share(five),
                    100 * precision(),
                    acceptedRight,
                    accepted,
                    100 * share(acceptedRight));
        }
    }
}
