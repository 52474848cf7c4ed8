package org.hulian.bench.release;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * The four snapshots of Release Format 2 that an import reads. Identifiers are of the long form under a namespace nobody
 * has, with valid check digits. A concept has one to five parents in the level above it, neighbours of each other, so
 * that it has some 25 to 40 concepts above it as in the international edition; each also has an attribute.
 *
 * @see <a href="https://confluence.ihtsdotools.org/display/DOCRELFMT">release file specification</a>
 */
final class SnomedFiles {
    private static final String NAMESPACE = "9999999";
    private static final String DATE = "20260101";
    private static final String MODULE = "900000000000207008";
    private static final String FULL = "900000000000003001";
    private static final String SYNONYM = "900000000000013009";
    private static final String PREFERRED = "900000000000548007";
    private static final String ACCEPTABLE = "900000000000549004";
    private static final List<String> DIALECTS = List.of("900000000000509007", "900000000000508004");
    private static final int CHILDREN = 5;

    private final Random random;
    private final Words words;

    SnomedFiles(long seed) {
        this.random = new Random(seed);
        this.words = new Words(random);
    }

    /** Writes the files; gives them. */
    List<Path> write(Path folder, int concepts) throws IOException {
        Path concept = folder.resolve("sct2_Concept_Snapshot_MADEUP_" + DATE + ".txt");
        Path description = folder.resolve("sct2_Description_Snapshot-en_MADEUP_" + DATE + ".txt");
        Path language = folder.resolve("der2_cRefset_LanguageSnapshot-en_MADEUP_" + DATE + ".txt");
        Path relationship = folder.resolve("sct2_Relationship_Snapshot_MADEUP_" + DATE + ".txt");
        try (BufferedWriter out = Files.newBufferedWriter(concept)) {
            row(out, "id", "effectiveTime", "active", "moduleId", "definitionStatusId");
            for (int i = 0; i < concepts; i++) {
                String defined = random.nextInt(3) == 0 ? "900000000000073002" : "900000000000074008";
                row(out, id(i, "10"), DATE, isActive(i) ? "1" : "0", MODULE, defined);
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(description);
                BufferedWriter preferences = Files.newBufferedWriter(language)) {
            descriptions(out, preferences, concepts);
        }
        try (BufferedWriter out = Files.newBufferedWriter(relationship)) {
            relationships(out, concepts);
        }
        return List.of(concept, description, language, relationship);
    }

    /** A fully specified name and one to four synonyms; the first of them is preferred in both dialects. */
    private void descriptions(BufferedWriter out, BufferedWriter preferences, int concepts) throws IOException {
        row(
                out,
                "id",
                "effectiveTime",
                "active",
                "moduleId",
                "conceptId",
                "languageCode",
                "typeId",
                "term",
                "caseSignificanceId");
        row(
                preferences,
                "id",
                "effectiveTime",
                "active",
                "moduleId",
                "refsetId",
                "referencedComponentId",
                "acceptabilityId");
        int number = 0;
        for (int i = 0; i < concepts; i++) {
            String name = words.english(3) + " " + i;
            int synonyms = 1 + random.nextInt(4);
            for (int k = 0; k <= synonyms; k++) {
                String id = id(number++, "11");
                String term = k == 0 ? name + " (made-up finding)" : k == 1 ? name : words.english(3);
                String type = k == 0 ? FULL : SYNONYM;
                row(out, id, DATE, "1", MODULE, id(i, "10"), "en", type, term, "900000000000448009");
                for (String dialect : DIALECTS) {
                    String row = new UUID(random.nextLong(), random.nextLong()).toString();
                    row(preferences, row, DATE, "1", MODULE, dialect, id, k < 2 ? PREFERRED : ACCEPTABLE);
                }
            }
        }
    }

    private void relationships(BufferedWriter out, int concepts) throws IOException {
        row(
                out,
                "id",
                "effectiveTime",
                "active",
                "moduleId",
                "sourceId",
                "destinationId",
                "relationshipGroup",
                "typeId",
                "characteristicTypeId",
                "modifierId");
        int number = 0;
        for (int i = 1; i < concepts; i++) {
            int first = (i - 1) / CHILDREN;
            int parents = isActive(i) ? 1 + random.nextInt(5) : 0;
            for (int k = 0; k < parents; k++) {
                number = relationship(out, number, i, Math.min(first + k, i - 1), "116680003");
                if (first + k >= i - 1) {
                    break;
                }
            }
            number = relationship(out, number, i, random.nextInt(concepts), "363698007");
        }
    }

    private static int relationship(BufferedWriter out, int number, int from, int to, String type) throws IOException {
        row(
                out,
                id(number, "12"),
                DATE,
                "1",
                MODULE,
                id(from, "10"),
                id(to, "10"),
                "0",
                type,
                "900000000000011006",
                "900000000000451002");
        return number + 1;
    }

    /** One in twenty is out of use, none of those that others stand below. */
    private static boolean isActive(int number) {
        return number % 20 != 19 || number < 1_000;
    }

    private static String id(int item, String partition) {
        return CheckDigits.snomed((item + 1) + NAMESPACE + partition);
    }

    private static void row(BufferedWriter out, String... cells) throws IOException {
        out.write(String.join("\t", cells) + "\r\n");
    }
}
