package org.hulian.demo.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.hulian.demo.Delivery;
import org.hulian.demo.DemoRegion;

/**
 * Sends a region to a hub, several residents at a time, one resident's deliveries in their order. After each block of
 * residents the checkpoint moves on; what is sent twice after a stop changes nothing at the hub.
 */
public final class RegionLoader {
    private static final int BLOCK = 20;
    private static final int ATTEMPTS = 6;

    private final Target target;
    private final Path checkpointFile;
    private final Consumer<String> progress;
    private Tally tally = Tally.none();

    /** Where to send. */
    public record Target(URI base, InetSocketAddress mllp, TokenSource tokens, int connections) {}

    public RegionLoader(Target target, Path checkpointFile, Consumer<String> progress) {
        this.target = target;
        this.checkpointFile = checkpointFile;
        this.progress = progress;
    }

    /**
     * Loads what is not loaded yet.
     *
     * @throws LoadFailure when the hub cannot be reached; the checkpoint stays where it was
     */
    public Tally load(DemoRegion region, long seed) throws InterruptedException, LoadFailure {
        Checkpoint checkpoint = Checkpoint.read(checkpointFile, seed, region.residents());
        if (checkpoint.everyone()) {
            return Tally.none();
        }
        long started = System.nanoTime();
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        List<Door> doors = new ArrayList<>();
        for (int i = 0; i < target.connections(); i++) {
            doors.add(new Door(http, target.base(), target.mllp(), target.tokens()));
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(doors.size())) {
            if (checkpoint.loaded() < 0) {
                sendAll(doors.getFirst(), region.directory().toList());
                checkpoint = checkpoint.at(0);
                checkpoint.write(checkpointFile);
            }
            while (!checkpoint.everyone()) {
                int to = Math.min(region.residents(), checkpoint.loaded() + BLOCK);
                block(region, workers, doors, checkpoint.loaded() + 1, to);
                checkpoint = checkpoint.at(to);
                checkpoint.write(checkpointFile);
                report(to, region.residents(), started);
            }
        } finally {
            doors.forEach(Door::close);
        }
        return tally.after(Duration.ofNanos(System.nanoTime() - started));
    }

    private void block(DemoRegion region, ExecutorService workers, List<Door> doors, int from, int to)
            throws InterruptedException, LoadFailure {
        List<Future<Boolean>> sent = new ArrayList<>();
        for (int worker = 0; worker < doors.size(); worker++) {
            int first = from + worker;
            Door door = doors.get(worker);
            Callable<Boolean> share = () -> {
                for (int resident = first; resident <= to; resident += doors.size()) {
                    sendAll(door, region.deliveries(resident));
                }
                return true;
            };
            sent.add(workers.submit(share));
        }
        for (Future<Boolean> share : sent) {
            try {
                share.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof LoadFailure failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void sendAll(Door door, List<Delivery> deliveries) throws InterruptedException, LoadFailure {
        for (Delivery delivery : deliveries) {
            switch (persistently(door, delivery)) {
                case Receipt.Accepted accepted -> count(delivery);
                case Receipt.Refused refused -> add(now -> now.refused(delivery.name() + ": " + refused.reason()));
                case Receipt.Unreachable unreachable ->
                    throw new LoadFailure("the hub does not take " + delivery.name() + ": " + unreachable.reason()
                            + ". What is loaded stays; run the loader again to go on.");
            }
        }
    }

    /** Waits 0.1, 0.2, 0.4 ... seconds between attempts. */
    private static Receipt persistently(Door door, Delivery delivery) throws InterruptedException {
        Receipt receipt = door.send(delivery);
        for (int attempt = 1; attempt < ATTEMPTS && receipt instanceof Receipt.Unreachable; attempt++) {
            Thread.sleep(Duration.ofMillis(50L << attempt));
            receipt = door.send(delivery);
        }
        return receipt;
    }

    private void count(Delivery delivery) {
        switch (delivery) {
            case Delivery.Message message -> add(Tally::message);
            case Delivery.Transaction transaction -> add(now -> now.bundle(transaction.resources()));
        }
    }

    private synchronized void add(UnaryOperator<Tally> change) {
        tally = change.apply(tally);
    }

    private synchronized void report(int resident, int residents, long started) {
        if (resident % (BLOCK * 5) == 0 || resident == residents) {
            progress.accept("%d of %d residents, %d messages, %d bundles, %d refused, %d s"
                    .formatted(
                            resident,
                            residents,
                            tally.messages(),
                            tally.bundles(),
                            tally.refusals(),
                            Duration.ofNanos(System.nanoTime() - started).toSeconds()));
        }
    }
}
