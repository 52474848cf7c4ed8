package org.hulian.terminology.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hulian.terminology.load.InvalidDataException;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Library;
import org.hulian.terminology.release.ReleaseImport.Imported;
import org.hulian.terminology.release.ReleaseImport.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases of the right form with made-up content: no licensed text is here. */
class ReleaseImportTest {
    @TempDir
    private Path folder;

    @Test
    void readsLoincWithItsChineseVariant() throws IOException {
        Path loinc = file("Loinc.csv", """
                "LOINC_NUM","COMPONENT","PROPERTY","TIME_ASPCT","SYSTEM","SCALE_TYP","METHOD_TYP","STATUS","SHORTNAME","LONG_COMMON_NAME"
                "2345-7","Made-up sugar","MCnc","Pt","Ser/Plas","Qn","","ACTIVE","Sugar ""short"" name","Made-up sugar, long"
                "718-7","Made-up iron","MCnc","Pt","Bld","Qn","","DEPRECATED","","Made-up iron, long"
                """);
        Path zh = file("zhCN5LinguisticVariant.csv", """
                LOINC_NUM,COMPONENT,PROPERTY
                2345-7,糖,质量浓度
                """);

        CodeSystem system = open(Kind.LOINC, "2.0", loinc, zh);

        Concept sugar = found(system, "2345-7");
        assertThat(sugar.display()).isEqualTo("Made-up sugar, long");
        assertThat(sugar.designations()).extracting("value").containsExactly("Sugar \"short\" name", "糖:质量浓度");
        assertThat(sugar.properties())
                .extracting("code")
                .contains("COMPONENT", "SYSTEM")
                .doesNotContain("METHOD_TYP");
        assertThat(found(system, "718-7").inactive()).isTrue();
        assertThat(system.find("0-0")).isNull();
        assertThat(numbers(system, "糖")).containsExactly(sugar.number());
        assertThat(numbers(system, "sugar")).containsExactly(sugar.number());
    }

    @Test
    void readsSnomedSnapshotsWithPreferredTermsAndManyParents() throws IOException {
        Path concepts = file("sct2_Concept_Snapshot_XX_20260101.txt", """
                id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId
                1001\t20260101\t1\t9\t900000000000074008
                1002\t20260101\t1\t9\t900000000000074008
                1003\t20260101\t1\t9\t900000000000073002
                1004\t20260101\t1\t9\t900000000000074008
                1005\t20260101\t0\t9\t900000000000074008
                """);
        Path descriptions = file("sct2_Description_Snapshot-en_XX_20260101.txt", """
                id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId
                51\t20260101\t1\t9\t1001\ten\t900000000000003001\tMade-up root (thing)\t0
                52\t20260101\t1\t9\t1003\ten\t900000000000003001\tMade-up "grandchild" (thing)\t0
                53\t20260101\t1\t9\t1003\ten\t900000000000013009\tGrandchild word\t0
                54\t20260101\t0\t9\t1003\ten\t900000000000013009\tOld word\t0
                """);
        Path language = file("der2_cRefset_LanguageSnapshot-en_XX_20260101.txt", """
                id\teffectiveTime\tactive\tmoduleId\trefsetId\treferencedComponentId\tacceptabilityId
                a\t20260101\t1\t9\t7\t53\t900000000000548007
                """);
        Path relationships = file("sct2_Relationship_Snapshot_XX_20260101.txt", """
                id\teffectiveTime\tactive\tmoduleId\tsourceId\tdestinationId\trelationshipGroup\ttypeId
                1\t20260101\t1\t9\t1002\t1001\t0\t116680003
                2\t20260101\t1\t9\t1004\t1001\t0\t116680003
                3\t20260101\t1\t9\t1003\t1002\t0\t116680003
                4\t20260101\t1\t9\t1003\t1004\t0\t116680003
                5\t20260101\t0\t9\t1005\t1001\t0\t116680003
                6\t20260101\t1\t9\t1003\t1005\t0\t999
                """);

        CodeSystem system = open(Kind.SNOMED, "20260101", concepts, descriptions, language, relationships);

        Concept grandchild = found(system, "1003");
        int root = found(system, "1001").number();
        assertThat(grandchild.display()).isEqualTo("Grandchild word");
        assertThat(grandchild.designations()).hasSize(2);
        assertThat(system.parents(grandchild.number())).hasSize(2);
        assertThat(system.subsumes(root, grandchild.number())).isTrue();
        assertThat(system.subsumes(grandchild.number(), root)).isFalse();
        assertThat(system.descendants(root).count()).isEqualTo(3);
        assertThat(found(system, "1005").inactive()).isTrue();
    }

    @Test
    void readsClamlInTwoLanguages() throws IOException {
        String claml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE ClaML SYSTEM "ClaML.dtd">
                <ClaML version="2.0.0" xml:lang="%s">
                  <Class code="I" kind="chapter"><SubClass code="A00-A09"/><Rubric kind="preferred"><Label>%s</Label></Rubric></Class>
                  <Class code="A00-A09" kind="block"><SuperClass code="I"/><Rubric kind="preferred"><Label>%s</Label></Rubric></Class>
                  <Class code="A00" kind="category"><SuperClass code="A00-A09"/>
                    <Rubric kind="preferred"><Label xml:space="default">%s</Label></Rubric>
                    <Rubric kind="inclusion"><Label><Para>made <Term>up</Term></Para></Label></Rubric></Class>
                </ClaML>
                """;

        CodeSystem system = open(
                Kind.CLAML,
                "2019",
                file("en.xml", claml.formatted("en", "Chapter", "Block", "Category")),
                file("zh.xml", claml.formatted("zh-CN", "章", "节", "类目")));

        Concept category = found(system, "A00");
        assertThat(category.display()).isEqualTo("Category");
        assertThat(category.designations()).extracting("language", "value").containsExactly(tuple("zh-CN", "类目"));
        assertThat(category.abstrakt()).isFalse();
        assertThat(found(system, "I").abstrakt()).isTrue();
        assertThat(system.subsumes(found(system, "I").number(), category.number()))
                .isTrue();
    }

    @Test
    void readsTheTabulationOfIcd11ByItsDashes() throws IOException {
        Path table = file("SimpleTabulation.txt", """
                Code\tBlockId\tTitle\tClassKind
                01\t\tMade-up chapter\tchapter
                \tB1\t- Made-up block\tblock
                1A00\t\t- - Made-up category\tcategory
                1A01\t\t- - Another category\tcategory
                02\t\tSecond chapter\tchapter
                """);

        CodeSystem system = open(Kind.ICD11, "2025-01", table);

        assertThat(found(system, "1A00").display()).isEqualTo("Made-up category");
        assertThat(system.children(found(system, "B1").number())).hasSize(2);
        assertThat(system.subsumes(
                        found(system, "01").number(), found(system, "1A01").number()))
                .isTrue();
        assertThat(system.parents(found(system, "02").number())).isEmpty();
    }

    @Test
    void readsRegionalTablesAndPrefersTheImportedVersionOfASystem() throws IOException {
        Path table = file("regions.csv", """
                \uFEFFcode,zh,en,parent,status,property:level
                990100,甲市,Town A,990000,,2
                990000,某省,Province,,abstract,1
                """);

        Imported imported = run(Kind.TABLE, "http://example.org/regions", "2026", table);
        PackFolder packs = new PackFolder(folder.resolve("packs"));
        packs.look((file, reason) -> {
            throw new AssertionError(reason);
        });
        Library library = packs.library();

        CodeSystem system = library.codeSystems("http://example.org/regions").getFirst();
        assertThat(imported.concepts()).isEqualTo(2);
        assertThat(found(system, "990100").display()).isEqualTo("Town A");
        assertThat(found(system, "990000").abstrakt()).isTrue();
        assertThat(system.subsumes(
                        found(system, "990000").number(),
                        found(system, "990100").number()))
                .isTrue();

        Files.delete(imported.file());
        packs.look((file, reason) -> {});
        assertThat(library.codeSystems("http://example.org/regions")).isEmpty();
    }

    @Test
    void givesTheSameFileForTheSameRelease() throws IOException {
        Path table = file("list.csv", "code,en\nb,Two\na,One\n");

        byte[] first = Files.readAllBytes(
                run(Kind.TABLE, "http://example.org/l", "1", table).file());
        byte[] second = Files.readAllBytes(
                run(Kind.TABLE, "http://example.org/l", "1", table).file());

        assertThat(second).isEqualTo(first);
    }

    @Test
    void namesFileLineAndColumnOfWhatIsWrong() throws IOException {
        Path wrongDigit = file("Loinc.csv", "LOINC_NUM,COMPONENT,STATUS,LONG_COMMON_NAME\n2345-6,a,ACTIVE,b\n");
        Path open = file("open.csv", "code,en\na,\"never closed\n");
        Path orphan = file("orphan.csv", "code,en,parent\na,One,z\n");
        Path noColumn = file("nocolumn.csv", "kode,en\na,One\n");
        Path latin = folder.resolve("latin.csv");
        Files.write(latin, "code,en\na,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertFails(() -> run(Kind.LOINC, "http://loinc.org", "1", wrongDigit), "Loinc.csv:2: LOINC_NUM");
        assertFails(() -> run(Kind.TABLE, "http://e.org/x", "1", open), "open.csv:2: ");
        assertFails(() -> run(Kind.TABLE, "http://e.org/x", "1", orphan), "orphan.csv:2: parent");
        assertFails(() -> run(Kind.TABLE, "http://e.org/x", "1", noColumn), "nocolumn.csv:1: code");
        assertFails(() -> run(Kind.TABLE, "http://e.org/x", "1", latin), "not UTF-8");
    }

    @Test
    void tellsOfEveryByteAndThenOfTheWriting() throws IOException {
        Path table = file("told.csv", "code,zh\r\na,甲\r\nb,乙\r\n");
        List<String> told = new ArrayList<>();

        new ReleaseImport(folder.resolve("packs"), new Progress() {
                    @Override
                    public void begin(Path path, long bytes) {
                        told.add("of " + bytes);
                    }

                    @Override
                    public void read(long bytes) {
                        told.add("read " + bytes);
                    }

                    @Override
                    public void writing(int concepts) {
                        told.add("writing " + concepts);
                    }
                })
                .run(Kind.TABLE, "http://example.org/told", "1", List.of(table));

        assertThat(told).startsWith("of 23", "read 23").endsWith("writing 2");
    }

    @Test
    void leavesNothingOfAReleaseThatIsTooLarge() throws IOException {
        PackBuilder pack = new PackBuilder();
        pack.display(pack.concept("a"), "One");
        PackHead head = PackHead.of("http://example.org/large", "1", "L", "en", List.of());
        Path file = folder.resolve("large.codes");

        assertFails(() -> pack.write(file, head, 20), "longer than 20 bytes");
        pack.write(file, head, 2_000);

        assertThat(found(PackedCodeSystem.open(file), "a").display()).isEqualTo("One");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aFileThatIsCutOffIsTold() throws IOException {
        Path table = file("cut.csv", "code,en\na,One\nb,Two\n");
        Path pack = run(Kind.TABLE, "http://example.org/cut", "1", table).file();
        byte[] whole = Files.readAllBytes(pack);
        List<String> broken = new ArrayList<>();
        Files.write(pack, Arrays.copyOf(whole, whole.length / 2));

        new PackFolder(folder.resolve("packs")).look((file, reason) -> broken.add(String.valueOf(reason.getMessage())));

        assertThat(broken).hasSize(1);
        assertThat(broken.getFirst()).contains("cut off");
    }

    @Test
    void findsEveryCodeAndWordOfARandomTree_seed7() throws IOException {
        Random random = new Random(7);
        StringBuilder csv = new StringBuilder("code,en,parent\n");
        for (int i = 0; i < 3_000; i++) {
            csv.append('c')
                    .append(i)
                    .append(",word")
                    .append(Integer.toString(i * 7919, 36))
                    .append(" thing,");
            csv.append(i == 0 ? "" : "c" + random.nextInt(i)).append('\n');
        }

        CodeSystem system = open(Kind.TABLE, "http://example.org/tree", "1", file("tree.csv", csv.toString()));

        for (int i = 0; i < 3_000; i++) {
            Concept concept = found(system, "c" + i);
            assertThat(concept.number()).isEqualTo(i);
            int parent = i == 0 ? -1 : system.parents(i)[0];
            assertThat(parent < 0 || system.subsumes(parent, i)).isTrue();
            assertThat(system.subsumes(0, i)).isTrue();
        }
        for (int i = 0; i < 3_000; i += 7) {
            String beginning = Integer.toString(i * 7919, 36);
            assertThat(numbers(system, "thing", "word" + beginning)).contains(i);
            assertThat(numbers(system, beginning, "c" + i)).isSorted().contains(i);
        }
        assertThat(numbers(system, "thing", "nowhere")).isEmpty();
        String word = "word" + Integer.toString(1234 * 7919, 36);
        assertThat(numbers(system, word)).contains(1234);
        assertThat(numbers(system, word).length).isLessThan(200);
        assertThat(system.descendants(0).count()).isEqualTo(2_999);
    }

    private static Concept found(CodeSystem system, String code) {
        return Objects.requireNonNull(system.find(code), code);
    }

    private static int[] numbers(CodeSystem system, String... words) {
        return system.holding(words).toArray();
    }

    private CodeSystem open(Kind kind, String version, Path... files) throws IOException {
        return PackedCodeSystem.open(run(kind, kind.system(), version, files).file());
    }

    private CodeSystem open(Kind kind, String system, String version, Path file) throws IOException {
        return PackedCodeSystem.open(run(kind, system, version, file).file());
    }

    private Imported run(Kind kind, String system, String version, Path... files) throws IOException {
        return new ReleaseImport(folder.resolve("packs"), Progress.NONE)
                .run(kind, system, version, Arrays.asList(files));
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static void assertFails(ThrowingCallable work, String where) {
        assertThatThrownBy(work).isInstanceOf(InvalidDataException.class).hasMessageContaining(where);
    }
}
