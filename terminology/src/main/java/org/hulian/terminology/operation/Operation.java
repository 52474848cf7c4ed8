package org.hulian.terminology.operation;

import java.util.Optional;

/** The operations, by the type they are called on and their name. */
public enum Operation {
    LOOKUP("CodeSystem", "$lookup", false),
    VALIDATE_IN_CODE_SYSTEM("CodeSystem", "$validate-code", true),
    SUBSUMES("CodeSystem", "$subsumes", true),
    EXPAND("ValueSet", "$expand", true),
    VALIDATE_IN_VALUE_SET("ValueSet", "$validate-code", true),
    VALIDATE_BATCH("ValueSet", "$batch-validate-code", false),
    TRANSLATE("ConceptMap", "$translate", true);

    private final String type;
    private final String call;
    private final boolean onInstances;

    Operation(String type, String call, boolean onInstances) {
        this.type = type;
        this.call = call;
        this.onInstances = onInstances;
    }

    /** The operation a URL names. */
    public static Optional<Operation> of(String type, String call) {
        for (Operation operation : values()) {
            if (operation.call.equals(call) && operation.type.equals(type)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    /** The resource type it is called on. */
    public String type() {
        return type;
    }

    /** Its name in a URL, with the dollar sign. */
    public String call() {
        return call;
    }

    /** Whether its answer takes no longer however many concepts a code system has. */
    public boolean isPrompt() {
        return switch (this) {
            case LOOKUP, VALIDATE_IN_CODE_SYSTEM, SUBSUMES, TRANSLATE -> true;
            case EXPAND, VALIDATE_IN_VALUE_SET, VALIDATE_BATCH -> false;
        };
    }

    /** Whether it may be called on one resource, too. */
    public boolean isOnInstances() {
        return onInstances;
    }
}
