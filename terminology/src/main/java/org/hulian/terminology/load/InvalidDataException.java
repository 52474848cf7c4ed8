package org.hulian.terminology.load;

import java.util.List;
import java.util.stream.Collectors;

/** Definition files cannot be used as they are; every problem found is named, not only the first. */
public final class InvalidDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<DataProblem> problems;

    public InvalidDataException(List<DataProblem> problems) {
        super(problems.stream().map(DataProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<DataProblem> problems() {
        return problems;
    }
}
