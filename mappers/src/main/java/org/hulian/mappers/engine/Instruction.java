package org.hulian.mappers.engine;

/** A compiled row. */
@FunctionalInterface
interface Instruction {

    /** Runs the row; the answer is whether data of the message was written (fixed values alone are not data). */
    boolean run(Scope scope, Target target);
}
