package org.hulian.bench;

import picocli.CommandLine;

/** Entry point of {@code ./hub bench}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.JULLogDelegateFactory");
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
