package org.hulian.demo.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hulian.demo.DemoRegion;
import org.hulian.demo.fhir.LargeRecord;
import org.hulian.demo.fhir.TransactionBundle;

/**
 * A region of so many resources, by sender. Residents are made in blocks on all processors, a few blocks ahead, and
 * handed over in their order, so that the same seed and number give the same bytes everywhere.
 */
final class BulkRegion {
    private static final int BLOCK = 100;

    /** Resources of one resident, about: how far the bookings have to be spread follows from it. */
    private static final int EACH = 25;

    private final int resources;
    private final int large;
    private final int first;
    private final DemoRegion region;
    private final Map<String, Integer> types = new TreeMap<>();
    private int written;

    /**
     * A region.
     *
     * @param resources in all
     * @param large     of these the observations of the resident with a large record
     * @param first     number of the first resident
     */
    BulkRegion(int resources, int large, int first, long seed) {
        this.resources = resources;
        this.large = large;
        this.first = first;
        this.region = DemoRegion.generate(Math.max(1, (resources - large) / EACH), seed);
    }

    /** Where lines go. */
    @FunctionalInterface
    interface Sink {
        void add(Lines lines) throws IOException;
    }

    /** How many there are of each type, once written. */
    Map<String, Integer> types() {
        return types;
    }

    void write(Sink sink) throws IOException, InterruptedException {
        if (first == 1) {
            add(parts(region.directoryBySender()), sink);
        }
        for (int from = 0; from < large; from += LargeRecord.BUNDLE) {
            int number = from;
            add(
                    parts(Map.of(
                            LargeRecord.sender(number),
                            LargeRecord.bundle(number, Math.min(large, number + LargeRecord.BUNDLE)))),
                    sink);
        }
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            Deque<Future<List<Lines>>> ahead = new ArrayDeque<>();
            for (int resident = first; written < resources; ) {
                while (ahead.size() < 2 * threads) {
                    int from = resident;
                    ahead.add(workers.submit(() -> block(from)));
                    resident += BLOCK;
                }
                add(ahead.remove().get(), sink);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private List<Lines> block(int from) {
        List<Lines> block = new ArrayList<>();
        for (int number = from; number < from + BLOCK; number++) {
            block.addAll(parts(region.recordsBySender(number)));
        }
        return block;
    }

    private static List<Lines> parts(Map<String, TransactionBundle> bySender) {
        List<Lines> parts = new ArrayList<>();
        bySender.forEach((sender, bundle) -> {
            Map<String, List<byte[]>> byType = new TreeMap<>();
            for (ObjectNode resource : bundle.resources()) {
                byType.computeIfAbsent(resource.path("resourceType").asText(), type -> new ArrayList<>())
                        .add(TransactionBundle.line(resource));
            }
            byType.forEach((type, lines) -> parts.add(new Lines(sender, type, lines)));
        });
        return parts;
    }

    private void add(List<Lines> parts, Sink sink) throws IOException {
        for (Lines part : parts) {
            Lines lines = part.head(resources - written);
            int count = lines.lines().size();
            if (count > 0) {
                sink.add(lines);
                written += count;
                types.merge(lines.type(), count, Integer::sum);
            }
        }
    }
}
