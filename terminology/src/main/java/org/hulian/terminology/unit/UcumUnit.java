package org.hulian.terminology.unit;

/**
 * A case-sensitive UCUM code, never a display text.
 *
 * @param code as written; whether it is valid is {@link Units#isValid}
 * @see <a href="https://ucum.org/ucum">UCUM</a>
 */
public record UcumUnit(String code) {

    @Override
    public String toString() {
        return code;
    }
}
