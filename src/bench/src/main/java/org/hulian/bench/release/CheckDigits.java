package org.hulian.bench.release;

/**
 * Check digits of identifiers in releases.
 *
 * @see <a href="https://loinc.org/kb/users-guide/">LOINC users' guide: mod 10</a>
 * @see <a href="https://confluence.ihtsdotools.org/display/DOCRELFMT/5.5+Check-digit">SNOMED CT: Verhoeff</a>
 */
final class CheckDigits {
    /** The group of the pentagon's symmetries: what two digits make. */
    private static final int[][] PRODUCT = new int[10][10];

    /** What a digit counts at a place, places counted modulo 8. */
    private static final int[][] PLACE = new int[8][10];

    static {
        for (int a = 0; a < 10; a++) {
            for (int b = 0; b < 10; b++) {
                boolean mirrored = (a < 5) != (b < 5);
                int turned = a < 5 ? (a + b) % 5 : Math.floorMod(a - b, 5);
                PRODUCT[a][b] = mirrored ? 5 + turned : turned;
            }
        }
        int[] shuffle = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        for (int digit = 0; digit < 10; digit++) {
            PLACE[0][digit] = digit;
            for (int place = 1; place < 8; place++) {
                PLACE[place][digit] = shuffle[PLACE[place - 1][digit]];
            }
        }
    }

    private CheckDigits() {}

    /** A number with its check digit after a dash. */
    static String loinc(int number) {
        int sum = 0;
        boolean twice = true;
        for (int left = number; left > 0; left /= 10) {
            int weighed = left % 10 * (twice ? 2 : 1);
            sum += weighed > 9 ? weighed - 9 : weighed;
            twice = !twice;
        }
        return number + "-" + (10 - sum % 10) % 10;
    }

    /** A number of SNOMED CT with its check digit at its end. */
    static String snomed(String digits) {
        for (char check = '0'; check <= '9'; check++) {
            if (verhoeff(digits + check) == 0) {
                return digits + check;
            }
        }
        throw new IllegalArgumentException("not of digits only");
    }

    /** 0 where the last digit agrees with the others. */
    static int verhoeff(String digits) {
        int product = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            product = PRODUCT[product][PLACE[i % 8][digit]];
        }
        return product;
    }
}
