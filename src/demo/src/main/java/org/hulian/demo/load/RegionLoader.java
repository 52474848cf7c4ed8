package org.hulian.demo.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.hulian.demo.ordering.Placed;

/**
 * Sends a region to a hub: who there is, then histories, then the orders the hub is asked about, several residents at a
 * time, one resident's in their order. After each block of residents the checkpoint moves on; what is sent twice after a
 * stop changes nothing at the hub but consents, which are then there twice.
 */
public final class RegionLoader {
    private static final int BLOCK = 20;
    private static final int ATTEMPTS = 6;
    private static final Duration DIGESTING = Duration.ofMinutes(5);
    private static final String STEWARD = "steward1";

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
        if (checkpoint.everything()) {
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
                sendAll(doors.getFirst(), region.signedUp().toList());
                checkpoint = checkpoint.at(0);
                checkpoint.write(checkpointFile);
            }
            while (!checkpoint.everyone()) {
                int to = Math.min(region.residents(), checkpoint.loaded() + BLOCK);
                block(workers, doors, checkpoint.loaded() + 1, to, (door, resident) -> {
                    sendAll(door, region.deliveries(resident));
                });
                checkpoint = checkpoint.at(to);
                checkpoint.write(checkpointFile);
                report(to, region.residents(), started);
            }
            digested(doors.getFirst());
            while (!checkpoint.everything()) {
                int to = Math.min(region.residents(), checkpoint.ordered() + 10 * BLOCK);
                block(workers, doors, checkpoint.ordered() + 1, to, (door, resident) -> {
                    place(door, region.orders(resident));
                });
                checkpoint = checkpoint.orderedTo(to);
                checkpoint.write(checkpointFile);
            }
        } finally {
            doors.forEach(Door::close);
        }
        return tally.after(Duration.ofNanos(System.nanoTime() - started));
    }

    /** What is done for one resident through one door. */
    private interface Share {
        void of(Door door, int resident) throws InterruptedException, LoadFailure, IOException;
    }

    /** Recognition finds what is stored: results that were acknowledged are waited for. */
    private static void digested(Door door) throws InterruptedException, LoadFailure {
        Instant end = Instant.now().plus(DIGESTING);
        try {
            while (door.waitingMessages(STEWARD) > 0) {
                if (Instant.now().isAfter(end)) {
                    throw new LoadFailure("the hub has not processed its messages in " + DIGESTING.toMinutes()
                            + " minutes. What is loaded stays; run the loader again to go on.");
                }
                Thread.sleep(Duration.ofMillis(200));
            }
        } catch (IOException e) {
            throw new LoadFailure("the hub does not tell how many messages wait: " + e.getMessage());
        }
    }

    private void place(Door door, List<Placed> orders) throws InterruptedException, LoadFailure, IOException {
        OrderDesk desk = new OrderDesk(door, this::sendAll);
        for (Placed order : orders) {
            String refused = desk.place(order);
            add(now -> refused.isEmpty() ? now.order() : now.refused(refused));
        }
    }

    private void block(ExecutorService workers, List<Door> doors, int from, int to, Share share)
            throws InterruptedException, LoadFailure {
        List<Future<Boolean>> sent = new ArrayList<>();
        for (int worker = 0; worker < doors.size(); worker++) {
            int first = from + worker;
            Door door = doors.get(worker);
            Callable<Boolean> all = () -> {
                for (int resident = first; resident <= to; resident += doors.size()) {
                    share.of(door, resident);
                }
                return true;
            };
            sent.add(workers.submit(all));
        }
        for (Future<Boolean> all : sent) {
            try {
                all.get();
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

    private static Receipt persistently(Door door, Delivery delivery) throws InterruptedException {
        Receipt receipt = door.send(delivery);
        for (int attempt = 1; attempt < ATTEMPTS && receipt instanceof Receipt.Unreachable; attempt++) {
            Thread.sleep(Door.pause(attempt));
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
