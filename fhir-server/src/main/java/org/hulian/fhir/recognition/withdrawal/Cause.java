package org.hulian.fhir.recognition.withdrawal;

import java.util.Locale;
import org.hulian.fhir.recognition.Words;

/** Why a result may not be relied on any more, or not without a second look. */
enum Cause {
    RETRACTED("withdrawn", "The laboratory took the result back", "检验机构已撤回该结果"),
    CORRECTED("withdrawn", "The laboratory corrected the result", "检验机构已更正该结果"),
    ASSESSMENT_LOST(
            "withdrawn",
            "The laboratory held no passed quality assessment for the item on the day of the test",
            "检验当日该机构该项目未通过质量评价"),
    ASSESSMENT_IN_DOUBT(
            "doubt",
            "The laboratory failed the quality assessment that followed: the result was made before that",
            "该机构其后未通过质量评价，本结果形成于两次评价之间");

    private final String standing;
    private final String en;
    private final String zh;

    Cause(String standing, String en, String zh) {
        this.standing = standing;
        this.en = en;
        this.zh = zh;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How what was relied on stands after it: {@code withdrawn} or {@code doubt}. */
    String standing() {
        return standing;
    }

    Words words() {
        return new Words(en, zh);
    }
}
