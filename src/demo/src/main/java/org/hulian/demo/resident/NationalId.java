package org.hulian.demo.resident;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * Resident identity numbers that cannot belong to anyone: area codes 999000 to 999999 are not assigned. The check
 * character is right, so that they pass the form checks of real systems.
 *
 * <p>GB 11643-1999: area (6), birth date (8), sequence (3, odd for men), check character by ISO 7064 MOD 11-2.
 */
public final class NationalId {
    private static final String CHECK = "10X98765432";
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private NationalId() {}

    static String of(int number, LocalDate birthDate, Sex sex) {
        int area = 999_000 + number % 1000;
        int sequence = (number / 1000 % 500) * 2 + (sex == Sex.MALE ? 1 : 0);
        String body = "%06d%s%03d".formatted(area, birthDate.format(DateTimeFormatter.BASIC_ISO_DATE), sequence);
        return body + check(body);
    }

    public static boolean hasValidCheck(String id) {
        return id.length() == 18 && id.charAt(17) == check(id);
    }

    private static char check(String body) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK.charAt(sum % 11);
    }
}
