package org.hulian.mappers;

/** How much a problem weighs: an error leaves the message without a bundle, a warning does not. */
public enum Severity {
    WARNING,
    ERROR
}
