package io.graphbus.migration.delivery;

import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.TimeLimit;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Migrates payloads for their ordering keys, on the publisher's thread: whoever publishes waits for
 * somebody else's code no longer than a moment, and once at most. Usable from any thread.
 */
final class KeyedPayloads {

    private static final Logger log = LoggerFactory.getLogger("io.graphbus.delivery");
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final String subscription;
    private final Set<MigrationPath> endless = ConcurrentHashMap.newKeySet();

    /**
     * Migrates for one subscription.
     *
     * @param subscription named in the log
     */
    KeyedPayloads(String subscription) {
        this.subscription = subscription;
    }

    /** The migrated payload; {@code null} when it fails, which the delivery will tell. */
    @Nullable JsonNode migrated(MigrationPath path, JsonNode payload) {
        if (endless.contains(path)) {
            return null;
        }
        try {
            return isDeclared(path) ? path.apply(payload) : inTime(path, payload);
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            return null;
        }
    }

    /** The operations of a document always end. */
    private static boolean isDeclared(MigrationPath path) {
        return path.steps().stream()
                .map(MigrationPath.Step::migration)
                .allMatch(m -> m == null || m instanceof DeclaredMigration);
    }

    private @Nullable JsonNode inTime(MigrationPath path, JsonNode payload) {
        try (TimeLimit time = new TimeLimit(LIMIT)) {
            return time.run(() -> path.apply(payload));
        } catch (TimeoutException e) {
            endless.add(path);
            log.warn(
                    "{}: the migration {} took longer than {}; keys are read from payloads as"
                            + " they were written from now on",
                    subscription,
                    path,
                    LIMIT);
            return null;
        } catch (ExecutionException e) {
            return null;
        }
    }
}
