package io.graphbus.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Events that wait for their time. */
abstract class LaterPromises extends LogPromises {

    @Test
    void whatIsDueIsAppendedOnceOldestFirst() {
        EventData rich = full("b", "{}");
        log().appendLater(event("c"), NOON.plusSeconds(3));
        log().appendLater(event("a"), NOON.plusSeconds(1));
        log().appendLater(rich, NOON.plusSeconds(1));

        assertThat(log().nextDue()).contains(NOON.plusSeconds(1));
        assertThat(log().release(NOON, 10)).isEmpty();
        assertThat(ids(log().release(NOON.plusSeconds(1), 1))).containsExactly("a");
        List<StoredEvent> second = log().release(NOON.plusSeconds(2), 10);
        assertThat(second).extracting(StoredEvent::data).containsExactly(rich);
        assertThat(log().nextDue()).contains(NOON.plusSeconds(3));
        assertThat(ids(log().release(NOON.plusSeconds(9), 10))).containsExactly("c");
        assertThat(log().release(NOON.plusSeconds(9), 10)).isEmpty();
        assertThat(log().nextDue()).isEmpty();
        assertThat(seen()).containsExactly("a", "b", "c");
        assertThat(log().after(0, 3)).contains(second.get(0));
    }

    @Test
    void aTransactionThatRollsBackLeavesNothingForLater() {
        assertThatThrownBy(
                        () ->
                                log().together(
                                                () -> {
                                                    log().appendLater(event("a"), NOON);
                                                    throw new RolledBack();
                                                }))
                .isInstanceOf(RolledBack.class);
        log().together(() -> log().appendLater(event("b"), NOON));

        assertThat(ids(log().release(NOON, 10))).containsExactly("b");
    }

    @Test
    void manyReleaseAndEachIsAppendedOnce() {
        for (int i = 0; i < 60; i++) {
            log().appendLater(event("e" + i, "/T", "k"), NOON.plusMillis(i));
        }
        List<String> released = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            threads.add(
                    onAnotherThread(
                            () -> {
                                while (log().nextDue().isPresent()) {
                                    released.addAll(ids(log().release(NOON.plusSeconds(1), 7)));
                                }
                            }));
        }
        threads.forEach(LogPromises::await);

        assertThat(released).hasSize(60).doesNotHaveDuplicates();
        assertThat(seen()).hasSize(60);
        assertThat(seen().get(0)).isEqualTo("e0");
        assertThat(seen().get(59)).isEqualTo("e59");
    }

    @Test
    void whatIsDueWaitsForATransactionThatHasItsKey() {
        Other other =
                new Other(
                        () -> log().appendInTransaction(List.of(event("a", "/T", "k")), ok -> {}));
        log().appendLater(event("b", "/T", "k"), NOON);
        log().appendLater(event("c", "/T", "x"), NOON);

        assertThat(ids(log().release(NOON, 10))).containsExactly("c");
        other.commit();
        assertThat(ids(log().release(NOON, 10))).containsExactly("b");
        assertThat(seen()).containsExactly("a", "c", "b");
    }
}
