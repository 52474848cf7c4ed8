package org.hulian.mappers.source.hl7v2;

/** The separators a message declares in MSH-1 and MSH-2; an absent escape or sub-component character is NUL, which never occurs. */
public record Delimiters(char field, char component, char repetition, char escape, char subcomponent) {

    private static final int FIRST = 3;

    static Delimiters of(CharSequence msh) {
        char field = msh.charAt(FIRST);
        return new Delimiters(field, at(msh, 1, field), at(msh, 2, field), at(msh, 3, field), at(msh, 4, field));
    }

    String encodingCharacters() {
        StringBuilder text = new StringBuilder(4);
        for (char c : new char[] {component, repetition, escape, subcomponent}) {
            if (c != 0) {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static char at(CharSequence msh, int offset, char field) {
        for (int i = FIRST + 1; i <= FIRST + offset; i++) {
            if (i >= msh.length() || msh.charAt(i) == field || msh.charAt(i) < ' ') {
                return 0;
            }
        }
        return msh.charAt(FIRST + offset);
    }
}
