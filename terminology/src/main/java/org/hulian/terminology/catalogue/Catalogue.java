package org.hulian.terminology.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;
import org.hulian.terminology.load.LocatedReader;

/** The items in force, by LOINC term. Immutable. */
public final class Catalogue {
    private static final String FOLDER = "/org/hulian/terminology/catalogue/";

    private static final String LABORATORY = "laboratory.yaml";
    private static final String EXAMINATIONS = "examinations.yaml";

    private final List<LaboratoryItem> laboratory;
    private final List<Examination> examinations;
    private final Map<String, LaboratoryItem> items = new HashMap<>();
    private final Map<String, LaboratoryTerm> terms = new HashMap<>();

    private Catalogue(List<LaboratoryItem> laboratory, List<Examination> examinations) {
        this.laboratory = List.copyOf(laboratory);
        this.examinations = List.copyOf(examinations);
        for (LaboratoryItem item : laboratory) {
            for (LaboratoryTerm term : item.terms()) {
                items.put(term.loinc(), item);
                terms.put(term.loinc(), term);
            }
        }
    }

    /** The demonstration catalogue of this module. */
    public static Catalogue bundled() {
        return read(
                LABORATORY,
                LocatedReader.resource(FOLDER + LABORATORY),
                EXAMINATIONS,
                LocatedReader.resource(FOLDER + EXAMINATIONS));
    }

    /** The files of the demonstration catalogue by name, for those who want to read it as it was written. */
    public static Map<String, byte[]> bundledFiles() {
        return Map.of(
                LABORATORY,
                LocatedReader.resource(FOLDER + LABORATORY),
                EXAMINATIONS,
                LocatedReader.resource(FOLDER + EXAMINATIONS));
    }

    /**
     * Reads and checks two files.
     *
     * @throws InvalidDataException naming file, line and element of everything that is wrong
     */
    public static Catalogue read(
            String laboratoryFile, byte[] laboratory, String examinationsFile, byte[] examinations) {
        List<DataProblem> problems = new ArrayList<>();
        LaboratoryReader items = new LaboratoryReader(laboratoryFile, problems);
        ExaminationReader others = new ExaminationReader(examinationsFile, problems);
        Catalogue catalogue = new Catalogue(items.read(laboratory), others.read(examinations));
        if (!problems.isEmpty()) {
            throw new InvalidDataException(problems);
        }
        return catalogue;
    }

    /**
     * This catalogue with the items of two more files; one of the same id takes the place of the one here.
     *
     * @throws InvalidDataException naming file, line and element of everything that is wrong, a term of another item too
     */
    public Catalogue with(String laboratoryFile, byte[] laboratory, String examinationsFile, byte[] examinations) {
        Catalogue more = read(laboratoryFile, laboratory, examinationsFile, examinations);
        Map<String, LaboratoryItem> items = new LinkedHashMap<>();
        this.laboratory.forEach(item -> items.put(item.id(), item));
        more.laboratory.forEach(item -> items.put(item.id(), item));
        Map<String, Examination> others = new LinkedHashMap<>();
        this.examinations.forEach(examination -> others.put(examination.id(), examination));
        more.examinations.forEach(examination -> others.put(examination.id(), examination));
        Map<String, String> owners = new HashMap<>();
        List<DataProblem> problems = new ArrayList<>();
        for (LaboratoryItem item : items.values()) {
            for (LaboratoryTerm term : item.terms()) {
                String owner = owners.put(term.loinc(), item.id());
                if (owner != null) {
                    problems.add(new DataProblem(
                            laboratoryFile,
                            0,
                            "items.where(id='" + item.id() + "').terms",
                            term.loinc() + " is a term of item " + owner + " already"));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidDataException(problems);
        }
        return new Catalogue(List.copyOf(items.values()), List.copyOf(others.values()));
    }

    /** The item a LOINC term belongs to. */
    public Optional<LaboratoryItem> item(String loinc) {
        return Optional.ofNullable(items.get(loinc));
    }

    /** What the catalogue knows of a LOINC term. */
    public Optional<LaboratoryTerm> term(String loinc) {
        return Optional.ofNullable(terms.get(loinc));
    }

    public List<LaboratoryItem> laboratory() {
        return laboratory;
    }

    public List<Examination> examinations() {
        return examinations;
    }
}
