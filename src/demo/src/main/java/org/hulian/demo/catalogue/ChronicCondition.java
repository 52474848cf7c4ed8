package org.hulian.demo.catalogue;

/**
 * A long-lasting condition and how common it is.
 *
 * @param prevalence share of people who have it at {@code fromAge}; {@code perDecade} is added for each ten years more
 * @param maleRatio  how much more common it is in men than in the mean of both sexes
 * @param sensitive  code of the v3 ActCode sensitivity policy, empty when the condition is not sensitive
 */
public record ChronicCondition(
        String key,
        String icd10,
        String zh,
        String en,
        int fromAge,
        double prevalence,
        double perDecade,
        double maleRatio,
        String sensitive) {

    public double probability(int age, boolean male) {
        if (age < fromAge) {
            return 0;
        }
        double bySex = male ? 2 * maleRatio / (1 + maleRatio) : 2 / (1 + maleRatio);
        return Math.min(0.9, bySex * (prevalence + perDecade * (age - fromAge) / 10));
    }

    static ChronicCondition of(CsvTable.Row row) {
        return new ChronicCondition(
                row.required("condition"),
                row.required("icd10"),
                row.required("zh"),
                row.required("en"),
                row.number("from_age"),
                row.decimal("prevalence"),
                row.decimal("per_decade"),
                row.decimal("male_ratio"),
                row.text("sensitive"));
    }
}
