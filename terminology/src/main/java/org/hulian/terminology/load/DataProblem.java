package org.hulian.terminology.load;

/**
 * What is wrong in a definition file, and where.
 *
 * @param file    name of the file as its loader was told
 * @param line    from 1; 0 when the whole file is meant
 * @param element path of the element, {@code group[0].element[3].target[0].code}
 * @param message what is wrong and what is expected
 */
public record DataProblem(String file, int line, String element, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + element + ": " + message;
    }
}
