package org.hulian.terminology.code;

/**
 * LOINC numbers and their check digit.
 *
 * @see <a href="https://loinc.org/kb/users-guide/">LOINC users' guide, appendix on the mod 10 check digit</a>
 */
public final class Loinc {
    private static final int LONGEST = 10;

    private Loinc() {}

    /** Whether the text is a LOINC number whose last digit agrees with the others by the mod 10 (Luhn) rule. */
    public static boolean hasValidCheckDigit(String code) {
        int dash = code.indexOf('-');
        if (dash < 1 || dash != code.length() - 2 || code.length() > LONGEST || code.charAt(0) == '0') {
            return false;
        }
        int sum = 0;
        boolean twice = true;
        for (int i = dash - 1; i >= 0; i--) {
            int digit = code.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            int weighed = twice ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
            twice = !twice;
        }
        return (10 - sum % 10) % 10 == code.charAt(dash + 1) - '0';
    }
}
