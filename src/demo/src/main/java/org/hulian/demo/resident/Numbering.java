package org.hulian.demo.resident;

/** Numbers handed out to residents: scattered, never twice (affine maps with multipliers coprime to 10). */
final class Numbering {
    private Numbering() {}

    private static final int SHORT = 5_000_000;

    /** Seven digits for the first residents, nine for those past them; all differ below 500 million. */
    static String medicalRecord(Site site, int number, boolean second) {
        if (number >= SHORT) {
            long ordinal = 2L * number + (second ? 1 : 0);
            return site.letter() + "%09d".formatted((ordinal * 7_919 + 104_729L * site.number()) % 1_000_000_000);
        }
        long ordinal = number + (second ? SHORT : 0L);
        return site.letter() + "%07d".formatted((ordinal * 7_919 + 104_729L * site.number()) % 10_000_000);
    }

    /** Health cards of the demo region begin with HL99, which no issuer uses. */
    static String healthCard(int number) {
        return "HL99%08d".formatted((number * 3_700_273L + 15_485_863) % 100_000_000);
    }

    /** Mobile numbers begin with 154, a block that has never been opened. */
    static String phone(int number, int which) {
        return "154%08d".formatted(((number * 8L + which) * 6_700_417L + 32_452_843) % 100_000_000);
    }
}
