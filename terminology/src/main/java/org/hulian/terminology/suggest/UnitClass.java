package org.hulian.terminology.suggest;

import java.util.Locale;
import java.util.regex.Pattern;

/** What kind of quantity a sender's unit expresses, and the LOINC properties such a quantity can have. */
enum UnitClass {
    NONE("", ""),
    PERCENT("%|percent", "NFr MFr VFr SFr CFr RelACnc RelMCnc RelTime Ratio MRto"),
    AREA("#?/(h|l)pf", "Naric"),
    COUNT("(#|k|m|x?10[e*^]?\\d*|thous|mil|cells?|10e\\d+ bodies)/(ul|l|mm3|cumm)|/(ul|mm3)|10\\S*/l", "NCnc Naric"),
    MASS_PER_TIME("[munp]?g/(24 ?h(r|rs)?|d|day)", "MRat"),
    MASS_RATIO("[munp]?g/[munk]?g( cre?a?t?\\S*)?", "MRto MCnt Ratio"),
    MASS("([munpf]?g|mcg)/(d|m|u)?l", "MCnc"),
    SUBSTANCE("([munp]?mol|m?eq)/(d|m)?l", "SCnc SRat"),
    OSMOLALITY("mosm\\S*", "Osmol"),
    PRESSURE("mm ?hg|kpa", "PPres PPresDiff"),
    ARBITRARY(
            "(k|m|u)?(i?u|units?)(/(d|m)?l)?|[gma]pl(-?u\\S*)?|bu|s/co|ru/ml|coi|units",
            "ACnc CCnc LaCnc RelACnc Ratio"),
    TIME("s|sec|seconds|min|minutes|hours", "Time"),
    VELOCITY("mm/hr?", "Vel"),
    CLEARANCE("ml/min\\S*( \\S+)*", "VRat ArVRat"),
    VOLUME("fl|ml|l", "EntVol Vol"),
    ENTITIC_MASS("pg", "EntMass"),
    RATIO("ratio|index", "Ratio MRto NRto RelTime"),
    TITRE("titer|titre|1:\\d*", "Titr"),
    TEMPERATURE("°?c|deg\\S*", "Temp"),
    NOT_APPLICABLE("n/a|na|pos/neg|\\+/-", "PrThr Prid Imp Type Aper Titr LsCnc Rden"),
    OTHER(".*", "");

    private final Pattern pattern;
    private final String properties;

    UnitClass(String pattern, String properties) {
        this.pattern = Pattern.compile(pattern);
        this.properties = " " + properties + " ";
    }

    static UnitClass of(String unit) {
        String folded = unit.strip().toLowerCase(Locale.ROOT).replace('µ', 'u').replace('μ', 'u');
        for (UnitClass each : values()) {
            if (each.pattern.matcher(folded).matches()) {
                return each;
            }
        }
        return OTHER;
    }

    /** Whether the unit says anything about the property. */
    boolean tells() {
        return !properties.isBlank();
    }

    /** Whether it is the unit of a measurement, so that the property is known and not only its scale. */
    boolean isMeasured() {
        return tells() && this != NOT_APPLICABLE;
    }

    boolean fits(String property) {
        return properties.contains(" " + property + " ");
    }
}
