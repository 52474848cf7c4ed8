package org.hulian.fhir.person;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A citizen identification number of GB 11643-1999: six digits of region, eight of birth date, three of order, and a
 * check character by ISO 7064 MOD 11-2.
 *
 * @param value 18 characters, the last a digit or {@code X}
 */
record NationalId(String value, LocalDate birthDate) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";
    private static final int OLDEST_YEAR = 1870;

    /** The number, or empty when its shape, its date or its check character is wrong. */
    static Optional<NationalId> of(String text) {
        String value = text.strip().toUpperCase(Locale.ROOT);
        if (value.matches("[1-9][0-9]{14}")) {
            // Numbers issued before 1999 have a two-digit year and no check character.
            String long17 = value.substring(0, 6) + "19" + value.substring(6);
            value = long17 + check(long17);
        }
        if (!value.matches("[1-9][0-9]{16}[0-9X]") || value.charAt(17) != check(value)) {
            return Optional.empty();
        }
        String valid = value;
        return date(value.substring(6, 14)).map(date -> new NationalId(valid, date));
    }

    private static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK.charAt(sum % 11);
    }

    private static Optional<LocalDate> date(String digits) {
        try {
            LocalDate date = LocalDate.of(
                    Integer.parseInt(digits.substring(0, 4)),
                    Integer.parseInt(digits.substring(4, 6)),
                    Integer.parseInt(digits.substring(6)));
            return date.getYear() < OLDEST_YEAR ? Optional.empty() : Optional.of(date);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
