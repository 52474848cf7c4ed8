package org.hulian.launcher.doctor;

/** The outcome of one check. */
public record Finding(String check, Grade grade, String text) {
    public enum Grade {
        OK,
        /** Works, but should not stay so. */
        WARN,
        FAIL
    }

    static Finding ok(String check, String text) {
        return new Finding(check, Grade.OK, text);
    }

    static Finding warn(String check, String text) {
        return new Finding(check, Grade.WARN, text);
    }

    static Finding fail(String check, String text) {
        return new Finding(check, Grade.FAIL, text);
    }
}
