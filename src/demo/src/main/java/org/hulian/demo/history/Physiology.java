package org.hulian.demo.history;

import static java.util.Map.entry;

import java.util.Map;
import org.hulian.demo.chance.Chance;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Sex;

/**
 * A resident's steady state, from which measurements are drawn. Traits are standard normal; analytes that hang
 * together are computed from one another (LDL by Friedewald, red-cell indices, HbA1c from mean glucose, INR from PT).
 */
final class Physiology {
    private final double metabolism;
    private final double kidney;
    private final double liver;
    private final double blood;
    private final double thyroid;
    private final double inflammation;
    private final boolean male;
    private final Resident resident;

    Physiology(Resident resident, long seed) {
        Chance traits = Chance.of(seed, "physiology", resident.number());
        this.metabolism = traits.gaussian();
        this.kidney = traits.gaussian();
        this.liver = 0.4 * metabolism + 0.9 * traits.gaussian();
        this.blood = traits.gaussian();
        this.thyroid = traits.gaussian();
        this.inflammation = 0.2 * metabolism + traits.gaussian();
        this.male = resident.truth().sex() == Sex.MALE;
        this.resident = resident;
    }

    /** All analytes of one panel in SI units, as one sample of the resident gives them. */
    Map<String, Double> sample(String panel, Chance noise) {
        return switch (panel) {
            case "glucose" -> Map.of("glucose", glucose() + 0.3 * noise.gaussian());
            case "hba1c" -> Map.of("hba1c", glycatedHemoglobin(noise));
            case "renal" -> renal(noise);
            case "electrolytes" -> electrolytes(noise);
            case "lipid" -> lipid(noise);
            case "liver" -> liver(noise);
            case "cbc" -> bloodCount(noise);
            case "thyroid" -> thyroid(noise);
            case "coagulation" -> coagulation(noise);
            case "crp" -> Map.of("crp", exp(0.3 + 0.8 * inflammation + 0.4 * noise.gaussian()));
            case "acr" -> Map.of("urine-acr", exp(1.9 + when("diabetes", 0.9) + when("kidney", 1.3) + 0.5 * kidney));
            default -> throw new IllegalArgumentException("no physiology for panel " + panel);
        };
    }

    int systolic(Chance noise, int age) {
        double mean = 106 + 0.32 * age + 4 * metabolism + when("hypertension", 17);
        return (int) Math.clamp(mean + 8 * noise.gaussian(), 82, 215);
    }

    /** Body weight in tenths of a kilogram; growth is a rough line up to 18 years. */
    int weightTenths(Chance noise, int age) {
        double adult = (male ? 69 : 58) + 8 * metabolism;
        double grown = age >= 18 ? 1 : 0.06 + 0.94 * age / 18.0;
        return (int) Math.max(31, 10 * (adult * grown + 0.6 * noise.gaussian()));
    }

    private double glucose() {
        return Math.max(3.4, 4.9 + 0.3 * metabolism + when("diabetes", 2.9 + 0.9 * Math.abs(metabolism)));
    }

    /** ADAG: mean glucose = 1.59 x NGSP - 2.59; IFCC = (NGSP - 2.152) / 0.09148. */
    private double glycatedHemoglobin(Chance noise) {
        double ngsp = (glucose() + 0.9 + 2.59) / 1.59 + 0.15 * noise.gaussian();
        return (ngsp - 2.152) / 0.09148;
    }

    private Map<String, Double> renal(Chance noise) {
        double creatinine = (male ? 76 : 59) + 8 * kidney + when("kidney", 68) + 3 * noise.gaussian();
        double urate = (male ? 335 : 262) + 42 * metabolism + when("gout", 135) + when("kidney", 60);
        return Map.of(
                "creatinine", Math.max(28, creatinine),
                "urea", Math.max(1.8, 5.0 + 0.8 * kidney + when("kidney", 4.6) + 0.4 * noise.gaussian()),
                "urate", Math.max(120, urate + 14 * noise.gaussian()));
    }

    private Map<String, Double> electrolytes(Chance noise) {
        double sodium = 141 + 1.7 * noise.gaussian();
        return Map.of(
                "sodium", sodium,
                "potassium", Math.clamp(4.2 + when("kidney", 0.35) + 0.24 * noise.gaussian(), 2.9, 6.2),
                "chloride", sodium - 37 + 1.2 * noise.gaussian(),
                "calcium", 2.31 + 0.07 * noise.gaussian(),
                "phosphate", 1.14 + when("kidney", 0.2) + 0.12 * noise.gaussian());
    }

    private Map<String, Double> lipid(Chance noise) {
        double total = Math.max(2.6, 4.5 + 0.6 * metabolism + when("hyperlipidaemia", 1.1) + 0.15 * noise.gaussian());
        double triglyceride = Math.min(8, exp(0.15 + 0.38 * metabolism + when("hyperlipidaemia", 0.45)));
        double hdl = Math.clamp((male ? 1.25 : 1.45) - 0.14 * metabolism + 0.05 * noise.gaussian(), 0.6, 2.4);
        return Map.of(
                "cholesterol", total,
                "triglyceride", triglyceride,
                "hdl", hdl,
                "ldl", Math.max(0.5, total - hdl - triglyceride / 2.2));
    }

    private Map<String, Double> liver(Chance noise) {
        double alt = exp(3.05 + 0.36 * liver + when("fatty-liver", 0.5) + 0.08 * noise.gaussian());
        double total = Math.max(3, 12.5 + 3.6 * liver + noise.gaussian());
        double albumin = 45.5 - 0.7 * Math.abs(liver) + 1.2 * noise.gaussian();
        return Map.ofEntries(
                entry("alt", alt),
                entry("ast", exp(3.05 + 0.6 * (StrictMath.log(alt) - 3.05) + 0.08 * noise.gaussian())),
                entry("alp", Math.max(30, 76 + 16 * liver + 5 * noise.gaussian())),
                entry("ggt", exp(3.0 + 0.45 * liver + when("fatty-liver", 0.45))),
                entry("bilirubin-total", total),
                entry("bilirubin-direct", total * (0.27 + 0.03 * noise.gaussian())),
                entry("albumin", albumin),
                entry("protein", albumin + 28 + 1.8 * noise.gaussian()));
    }

    private Map<String, Double> bloodCount(Chance noise) {
        double anaemia = when("anaemia", 1);
        double hemoglobin = Math.max(62, (male ? 150 : 131) + 7 * blood - 33 * anaemia + 2 * noise.gaussian());
        double concentration = 334 - 12 * anaemia + 4 * noise.gaussian();
        double volume = 90 + 2.5 * blood - 13 * anaemia + 0.6 * noise.gaussian();
        double hematocrit = 100 * hemoglobin / concentration;
        double erythrocytes = 10 * hematocrit / volume;
        double neutrophils = Math.clamp(57 + 5 * inflammation + 3 * noise.gaussian(), 30, 88);
        return Map.ofEntries(
                entry("wbc", Math.max(2.4, 6.2 + 0.9 * inflammation + 0.5 * noise.gaussian())),
                entry("rbc", erythrocytes),
                entry("hemoglobin", hemoglobin),
                entry("hematocrit", hematocrit),
                entry("mcv", volume),
                entry("mch", hemoglobin / erythrocytes),
                entry("mchc", concentration),
                entry("platelets", Math.max(70, 228 + 38 * noise.gaussian() + 40 * anaemia)),
                entry("neutrophils-percent", neutrophils),
                entry("lymphocytes-percent", 100 - neutrophils - noise.between(7, 10)));
    }

    private Map<String, Double> thyroid(Chance noise) {
        double under = when("hypothyroidism", 1);
        return Map.of(
                "tsh", exp(0.65 + 0.4 * thyroid + 1.1 * under),
                "ft4", Math.max(6, 16.6 - 1.4 * thyroid - 3.6 * under + 0.5 * noise.gaussian()),
                "ft3", Math.max(2.4, 4.9 - 0.3 * thyroid - 0.8 * under + 0.2 * noise.gaussian()));
    }

    private Map<String, Double> coagulation(Chance noise) {
        double prothrombin = 11.1 + 0.5 * liver + 0.2 * noise.gaussian();
        return Map.of(
                "pt",
                prothrombin,
                "inr",
                StrictMath.pow(prothrombin / 11.2, 1.05),
                "aptt",
                30.2 + 2.2 * noise.gaussian(),
                "fibrinogen",
                Math.max(1.4, 2.9 + 0.45 * inflammation));
    }

    private double when(String condition, double shift) {
        return resident.has(condition) ? shift : 0;
    }

    private static double exp(double exponent) {
        return StrictMath.exp(exponent);
    }
}
