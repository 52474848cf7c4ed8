package org.hulian.terminology.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;

/** Turns the files of a release into a code system of the hub. Interrupted, it is simply run again. */
public final class ReleaseImport {
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._/:-]{1,120}");

    private final Path folder;
    private final Progress progress;

    /** Into a folder, which is made when it is not there. */
    public ReleaseImport(Path folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** What came of an import. */
    public record Imported(Path file, String system, String version, int concepts) {}

    /**
     * Imports a release.
     *
     * @param version business version of the release
     * @throws InvalidDataException naming file, line and column of the first thing that is wrong
     */
    public Imported run(Kind kind, String version, List<Path> files) throws IOException {
        return run(kind, kind.system(), version, files);
    }

    /** Imports a release of a code system under another URI than its kind's usual one. */
    public Imported run(Kind kind, String system, String version, List<Path> files) throws IOException {
        if (system.isEmpty()) {
            throw wrong("--system", "name the URI of the code system");
        }
        if (!VERSION.matcher(version).matches()) {
            throw wrong("--version", "letters, digits and . _ / : - only, at most 120");
        }
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw wrong(file.toString(), "the file cannot be read");
            }
        }
        PackBuilder pack = new PackBuilder();
        PackHead head = switch (kind) {
            case LOINC -> new LoincRelease(pack, progress).read(version, files);
            case SNOMED -> new SnomedRelease(pack, progress).read(system, version, files);
            case CLAML -> new ClamlRelease(pack, progress).read(system, version, files);
            case ICD11 -> new Icd11Release(pack, progress).read(system, version, files);
            case TABLE -> new TableRelease(pack, progress).read(system, version, files);
        };
        if (pack.size() == 0) {
            throw wrong(files.toString(), "no concept was found; are these the right files for " + kind.word() + "?");
        }
        progress.writing(pack.size());
        Files.createDirectories(folder);
        Path file = folder.resolve(name(system, version) + PackFolder.ENDING);
        pack.write(file, head);
        return new Imported(file, system, version, pack.size());
    }

    private static String name(String system, String version) {
        return (system.replaceFirst("^[a-z]+://", "") + "-" + version).replaceAll("[^A-Za-z0-9._-]+", "_");
    }

    private static InvalidDataException wrong(String what, String message) {
        return new InvalidDataException(List.of(new DataProblem(what, 0, "", message)));
    }

    /** Kinds of release. */
    public enum Kind {
        /** Loinc.csv, with any number of linguistic variants. */
        LOINC("loinc", "http://loinc.org"),
        /** RF2 snapshots: concept, description, relationship, language reference set. */
        SNOMED("snomed", "http://snomed.info/sct"),
        /** ClaML of WHO or national ICD-10 editions. */
        CLAML("claml", "http://hl7.org/fhir/sid/icd-10"),
        /** WHO's simple tabulation of ICD-11. */
        ICD11("icd11", "http://id.who.int/icd/release/11/mms"),
        /** CSV with documented columns: GB/T tables, regional lists. */
        TABLE("table", "");

        private final String word;
        private final String system;

        Kind(String word, String system) {
            this.word = word;
            this.system = system;
        }

        /** As it is written on the command line. */
        public String word() {
            return word;
        }

        /** URI of the code system, empty when each release has its own. */
        public String system() {
            return system;
        }
    }
}
