package org.hulian.demo.load;

/** What the hub said to a delivery. */
sealed interface Receipt {
    record Accepted() implements Receipt {}

    /**
     * Refused for good: sending it again would not help.
     *
     * @param reason status and issue, without personal data
     */
    record Refused(String reason) implements Receipt {}

    /** Could not be sent or was put off; sending it again may help. */
    record Unreachable(String reason) implements Receipt {}
}
