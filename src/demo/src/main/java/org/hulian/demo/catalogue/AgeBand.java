package org.hulian.demo.catalogue;

/** Residents per thousand in one band of ages, both ends included. */
public record AgeBand(int fromAge, int toAge, int male, int female) {

    static AgeBand of(CsvTable.Row row) {
        return new AgeBand(row.number("from_age"), row.number("to_age"), row.number("male"), row.number("female"));
    }
}
