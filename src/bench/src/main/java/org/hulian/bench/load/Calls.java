package org.hulian.bench.load;

/** The endless supply of a scenario's requests; asked from one thread only. */
@FunctionalInterface
public interface Calls {
    Call next();
}
