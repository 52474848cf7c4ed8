package org.hulian.fhir.recognition;

import java.util.Locale;

/**
 * When repeating a test is lawful although a result could be relied on. The six cases of the national rule,
 * 国卫医发〔2022〕6号, in our own words.
 */
public enum RepeatReason {
    CONDITION_CHANGED(
            "The patient's condition changed, or the result does not fit presentation or diagnosis",
            "病情变化，或既往结果与临床表现、诊断不符"),
    CHANGES_FAST("The result changes fast in the course of the disease", "该项结果在疾病发展过程中变化较快"),
    BEFORE_MAJOR_MEASURE(
            "The item is of major significance before a major measure such as an operation or transfusion",
            "手术、输血等重大医疗措施前具有重要意义的项目"),
    EMERGENCY("Emergency or rescue", "急诊、急救等紧急情况"),
    APPRAISAL("Judicial, disability or sick-retirement appraisal", "司法、伤残及病退等鉴定"),
    OTHER_NEED("Another case that truly needs it", "其他确需复查的情形");

    /** Code system of the reasons. */
    public static final String SYSTEM = "http://hulian.org/fhir/CodeSystem/repeat-reason";

    private final String en;
    private final String zh;

    RepeatReason(String en, String zh) {
        this.en = en;
        this.zh = zh;
    }

    /** The code in answers: stable, for machines. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Words words() {
        return new Words(en, zh);
    }
}
