package org.hulian.security.consent;

import java.util.Optional;
import java.util.Set;

/**
 * Purposes of use the hub can tell apart. Bit numbers are stored with every grant and never change.
 *
 * @see <a href="https://terminology.hl7.org/ValueSet-v3-PurposeOfUse.html">PurposeOfUse</a>
 */
public enum Purpose {
    TREAT(0),
    ETREAT(1),
    BTG(2),
    CAREMGT(3),
    COC(4),
    HPAYMT(5),
    HOPERAT(6),
    PATADMIN(7),
    HRESCH(8),
    PUBHLTH(9),
    PATRQT(10);

    /** The code system of the names. */
    public static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    /** Every purpose. */
    public static final int ALL = maskOf(Set.of(values()));

    private final int bit;

    Purpose(int bit) {
        this.bit = bit;
    }

    public int mask() {
        return 1 << bit;
    }

    /** This purpose and those that are a kind of it: whoever permits treatment permits emergency treatment. */
    public int withKinds() {
        return switch (this) {
            case TREAT -> TREAT.mask() | ETREAT.mask() | BTG.mask() | CAREMGT.mask() | COC.mask();
            case ETREAT -> ETREAT.mask() | BTG.mask();
            case HOPERAT -> HOPERAT.mask() | PATADMIN.mask();
            case BTG, CAREMGT, COC, HPAYMT, PATADMIN, HRESCH, PUBHLTH, PATRQT -> mask();
        };
    }

    public static Optional<Purpose> of(String code) {
        for (Purpose purpose : values()) {
            if (purpose.name().equals(code)) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }

    public static int maskOf(Set<Purpose> purposes) {
        int mask = 0;
        for (Purpose purpose : purposes) {
            mask |= purpose.mask();
        }
        return mask;
    }
}
