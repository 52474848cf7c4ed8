package org.hulian.fhir.feed;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all connections together may hold. */
final class MllpBudget {
    private final AtomicLong used = new AtomicLong();
    private final long limit;

    MllpBudget(long limit) {
        this.limit = limit;
    }

    /** Replaces what one connection held by what it holds now; false when that is too much. */
    boolean exchange(long before, long now) {
        return used.addAndGet(now - before) <= limit || now <= before;
    }

    void release(long held) {
        used.addAndGet(-held);
    }
}
