package org.hulian.bench.release;

import java.util.Random;

/** Words nobody ever used, some often and most seldom as in a language, so that an index of them has a likely shape. */
final class Words {
    private static final String[] BEGINNINGS = {
        "bra", "cho", "dila", "epi", "fero", "gani", "hexo", "ilio", "joru", "kelo", "lami", "mero", "naso", "ombi",
        "pelo", "quati", "rhino", "sclo", "trabi", "uvo", "velo", "xera", "yomo", "zygo"
    };
    private static final String[] ENDINGS = {
        "bation", "cele", "dism", "fer", "gram", "hal", "kinase", "lis", "matic", "nal", "oma", "phor", "ritis", "sine",
        "tal", "ular", "vine", "zoic"
    };
    private static final String SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃列张寒来暑往秋收冬藏";

    private final Random random;

    Words(Random random) {
        this.random = random;
    }

    /** That many English words. */
    String english(int count) {
        StringBuilder words = new StringBuilder("Made-up");
        for (int i = 0; i < count; i++) {
            words.append(' ')
                    .append(seldom(BEGINNINGS))
                    .append(seldom(BEGINNINGS))
                    .append(seldom(ENDINGS));
        }
        return words.toString();
    }

    /** That many Chinese characters. */
    String chinese(int count) {
        StringBuilder signs = new StringBuilder("虚构");
        for (int i = 0; i < count; i++) {
            signs.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return signs.toString();
    }

    /** One of a few, each as likely. */
    String of(String... few) {
        return few[random.nextInt(few.length)];
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    private String seldom(String[] words) {
        double drawn = random.nextDouble();
        return words[(int) (drawn * drawn * words.length)];
    }
}
