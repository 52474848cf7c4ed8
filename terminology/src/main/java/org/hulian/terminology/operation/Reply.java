package org.hulian.terminology.operation;

/** The answer of an operation: a resource as JSON in UTF-8, and the HTTP status it goes out with. */
public record Reply(int status, byte[] json) {}
