package io.graphbus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.store.MigrationHistory.Entry;
import io.graphbus.store.MigrationHistory.Kept;
import io.graphbus.store.MigrationHistory.Status;
import io.graphbus.store.StateStore.StoredState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every history of migrations promises. */
public abstract class AnyMigrationHistory {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

    /** The same history each time, empty before each test. */
    protected abstract MigrationHistory history();

    public static Entry entry(String run, Status status) {
        StoredState backup =
                status == Status.RUNNING
                        ? new StoredState(
                                "Orders", "1.0.0", "{\"a\": 1.10, \"b\":\"\u2603\n\"}", NOON)
                        : null;
        return new Entry(
                run,
                "Orders",
                "Orders:state:1.0.0:2.0.0",
                "abc",
                "1.0.0",
                "2.0.0",
                status,
                NOON,
                "ada",
                7,
                1,
                "a \"note\"",
                "def",
                backup,
                status == Status.FAILED ? "because \"so\"" : null);
    }

    private static List<String> words(MigrationHistory history) {
        return history.entries().stream()
                .map(kept -> kept.entry().run() + " " + kept.entry().status() + " " + kept.intact())
                .toList();
    }

    @Test
    void entriesAreKeptAsTheyWereInTheirOrder() {
        assertThat(history().entries()).isEmpty();

        history().append(entry("b", Status.RUNNING));
        history().append(entry("a", Status.FAILED));
        history().append(entry("b", Status.APPLIED));

        assertThat(history().entries())
                .containsExactly(
                        new Kept(entry("b", Status.RUNNING), true),
                        new Kept(entry("a", Status.FAILED), true),
                        new Kept(entry("b", Status.APPLIED), true));
    }

    @Test
    void whatIsDoneExclusivelyIsNotDoneTwiceAtATime() throws Exception {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            tasks.add(() -> history().exclusively(this::addNext));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            expected.add(i + " APPLIED true");
        }
        assertThat(words(history())).isEqualTo(expected);
    }

    private boolean addNext() {
        history().append(entry(String.valueOf(history().entries().size()), Status.APPLIED));
        return true;
    }
}
