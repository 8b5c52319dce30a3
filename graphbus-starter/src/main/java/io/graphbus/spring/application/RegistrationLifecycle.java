package io.graphbus.spring.application;

import io.graphbus.spring.CurrentGraph;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Registers in the background for as long as the application runs: begins when everything else has
 * started, ends before anything else stops, and waits for nobody.
 */
final class RegistrationLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RegistrationLifecycle.class);
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Supplier<Registration> registrations;
    private final Supplier<ServerClient> clients;
    private final Semaphore changes = new Semaphore(0);
    private @Nullable Thread thread;

    RegistrationLifecycle(
            CurrentGraph current,
            Supplier<Registration> registrations,
            Supplier<ServerClient> clients) {
        this.registrations = registrations;
        this.clients = clients;
        current.onChange(bus -> changes.release());
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("graphbus-server").start(this::run);
        }
    }

    private void run() {
        try (ServerClient server = clients.get()) {
            Registration registration = registrations.get();
            while (true) {
                await(attempt(registration, server));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the application stops
        }
    }

    private static Duration attempt(Registration registration, ServerClient server)
            throws InterruptedException {
        try {
            return registration.attempt(server);
        } catch (RuntimeException e) {
            log.error("The application cannot be described to its server", e);
            return AFTER_A_FAULT;
        }
    }

    /** Until the time has passed or the graph is another one. */
    private void await(Duration pause) throws InterruptedException {
        if (changes.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            changes.drainPermits();
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(FAREWELL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
