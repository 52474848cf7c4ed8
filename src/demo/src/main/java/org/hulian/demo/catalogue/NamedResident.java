package org.hulian.demo.catalogue;

/** A resident with a login: fixed name, age and the id of the Patient that the login stands for. */
public record NamedResident(
        int number, String login, String patientId, boolean male, int age, NameCharacter surname, NameCharacter given) {

    static NamedResident of(CsvTable.Row row) {
        return new NamedResident(
                row.number("number"),
                row.required("login"),
                row.required("patient"),
                row.required("sex").equals("M"),
                row.number("age"),
                NameCharacter.fixed(row, "surname"),
                NameCharacter.fixed(row, "given"));
    }
}
