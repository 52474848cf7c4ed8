package org.hulian.demo.resident;

/** In what an institution's record of a resident differs from the truth. */
public enum Difference {
    NO_NATIONAL_ID,
    NO_HEALTH_CARD,
    NAME_TYPO,
    PINYIN_NAME,
    TRADITIONAL_NAME,
    BIRTH_DATE_TYPO,
    OTHER_PHONE,
    SECOND_REGISTRATION
}
