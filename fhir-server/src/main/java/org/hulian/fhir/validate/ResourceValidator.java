package org.hulian.fhir.validate;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * Checks resources on threads of its own, as many at a time as it has threads. The definitions are read at the first
 * check (some seconds, some 100 MB); a hub that never validates never pays for them.
 *
 * @see <a href="https://hl7.org/fhir/R4/validation.html">validating resources</a>
 */
public final class ResourceValidator implements AutoCloseable {
    private static final Finding UNUSABLE = new Finding(
            Finding.Severity.ERROR,
            "invalid",
            "",
            "meta.profile",
            "A profile that is asked for or claimed cannot be used: its StructureDefinition is built upon one that is not"
                    + " there, or upon itself. Correct its baseDefinition.");

    private final FhirContext fhir;
    private final DefinitionSource source;
    private final ThreadPoolExecutor threads;
    private final int bytes;
    private @Nullable LoadedDefinitions loaded;

    /**
     * A validator that has not read anything yet.
     *
     * @param threads checks at a time
     * @param waiting checks that may wait for a thread; one more is refused as Unavailable
     * @param bytes   of the largest resource it takes
     */
    public ResourceValidator(FhirContext fhir, DefinitionSource source, int threads, int waiting, int bytes) {
        this.fhir = fhir;
        this.source = source;
        this.bytes = bytes;
        ThreadFactory daemons =
                Thread.ofPlatform().name("validate-", 0).daemon().factory();
        this.threads = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), daemons);
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * All findings, the most severe included; none when the resource is in order.
     *
     * @param profiles canonical URLs it must satisfy beside the base specification and what it claims itself
     */
    public Uni<List<Finding>> check(byte[] json, List<String> profiles) {
        if (json.length > bytes) {
            return Uni.createFrom().failure(new FailureException(new Failure.TooLong("A resource to validate", bytes)));
        }
        Context context = Vertx.currentContext();
        Uni<List<Finding>> checked = Uni.createFrom().emitter(emitter -> {
            try {
                threads.execute(() -> {
                    try {
                        emitter.complete(findings(json, profiles));
                    } catch (RuntimeException | Error failure) {
                        emitter.fail(failure);
                    }
                });
            } catch (RejectedExecutionException full) {
                emitter.fail(new FailureException(new Failure.Unavailable("validation")));
            }
        });
        return context == null ? checked : checked.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }

    /** Reads the definitions now, so that no caller waits for them. */
    public void warm(byte[] example) {
        findings(example, List.of());
    }

    /** Uploaded definitions were changed on this node. */
    public void definitionsChanged() {
        LoadedDefinitions now = present();
        if (now != null) {
            now.forget();
        }
    }

    /** Whether the definitions were read. */
    public boolean isLoaded() {
        return present() != null;
    }

    private List<Finding> findings(byte[] json, List<String> profiles) {
        ValidationOptions options = new ValidationOptions();
        profiles.forEach(options::addProfile);
        try {
            return definitions()
                    .validator()
                    .validateWithResult(new String(json, StandardCharsets.UTF_8), options)
                    .getMessages()
                    .stream()
                    .map(ResourceValidator::finding)
                    .toList();
        } catch (BaseServerResponseException | StackOverflowError noSnapshot) {
            // What uploaded definitions build upon is looked at when they are used, not when they are stored.
            return List.of(UNUSABLE);
        }
    }

    private synchronized @Nullable LoadedDefinitions present() {
        return loaded;
    }

    private LoadedDefinitions definitions() {
        LoadedDefinitions now;
        synchronized (this) {
            now = loaded;
            if (now == null) {
                now = new LoadedDefinitions(fhir, new StoredDefinitions(fhir, source));
                loaded = now;
            }
        }
        now.refresh();
        return now;
    }

    private static Finding finding(SingleValidationMessage message) {
        Finding.Severity severity = switch (message.getSeverity()) {
            case FATAL, ERROR -> Finding.Severity.ERROR;
            case WARNING -> Finding.Severity.WARNING;
            case INFORMATION -> Finding.Severity.INFORMATION;
        };
        String rule = message.getMessageId();
        String location = message.getLocationString();
        return new Finding(
                severity,
                IssueCodes.of(rule),
                rule == null ? "" : rule,
                location == null ? "" : location,
                String.valueOf(message.getMessage()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
