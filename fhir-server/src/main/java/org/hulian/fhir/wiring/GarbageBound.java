package org.hulian.fhir.wiring;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;
import javax.management.NotificationEmitter;

/**
 * Collects the old generation when so much may be garbage there. The serial collector waits until the heap is full, and
 * memory once touched stays with the process: a hub in which 70 MB live would keep 290. Of other collectors it knows
 * nothing, and leaves them alone.
 */
final class GarbageBound {
    private static final String SERIAL = "Tenured Gen";

    private final MemoryPoolMXBean old;
    private final long bytes;

    private GarbageBound(MemoryPoolMXBean old, long bytes) {
        this.old = old;
        this.bytes = bytes;
    }

    /** From now on, as long as the process lives; 0 is no bound. */
    static void set(int megabytes) {
        Optional<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(SERIAL))
                .findAny();
        if (megabytes > 0 && old.isPresent()) {
            new GarbageBound(old.get(), (long) megabytes << 20).watch();
        }
    }

    private void watch() {
        NotificationEmitter memory = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
        memory.addNotificationListener(
                (notification, self) -> {
                    System.gc();
                    expect(old.getCollectionUsage().getUsed());
                },
                notification -> notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED),
                null);
        expect(old.getUsage().getUsed());
    }

    /** Where less than the bound is left, the collector is earlier by itself. */
    private void expect(long live) {
        old.setUsageThreshold(Math.min(live + bytes, old.getUsage().getMax()));
    }
}
