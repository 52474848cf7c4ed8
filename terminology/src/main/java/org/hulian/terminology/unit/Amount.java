package org.hulian.terminology.unit;

import java.math.BigDecimal;

/**
 * A measured amount with its UCUM unit.
 *
 * @param value exactly as sent: scale and trailing zeros are kept, they state the precision
 * @param unit  a case-sensitive UCUM code
 */
public record Amount(BigDecimal value, UcumUnit unit) {

    public static Amount of(String value, String unit) {
        return new Amount(new BigDecimal(value), new UcumUnit(unit));
    }
}
