package io.graphbus.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.store.log.name.KeptNames;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is known to have happened. */
abstract class NamePromises extends LogPromises {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final String LONG = "é\u0000\n" + "n".repeat(2_000);

    private KeptNames names() {
        return log().names();
    }

    private void keep(String name, String what, Instant until) {
        log().together(
                        () -> {
                            assertThat(names().take(name)).isTrue();
                            names().keep(name, what, until);
                            assertThat(names().take(name)).isTrue();
                            assertThat(names().known(name, NOON)).contains(what);
                        });
    }

    private void assertKnown(String name, String what) {
        log().together(
                        () -> {
                            assertThat(names().take(name)).isTrue();
                            assertThat(names().known(name, NOON)).contains(what);
                        });
    }

    private void assertUnknown(String name) {
        log().together(() -> assertThat(names().known(name, NOON)).isEmpty());
    }

    @Test
    void whatIsKeptIsKnownUntilItsTimeIsOver() {
        keep("one", "first", NOON.plusSeconds(1));
        keep(LONG, LONG, NOON.plusSeconds(1));
        keep("old", "past", NOON.plusMillis(1));
        log().together(() -> assertThat(names().known("old", NOON.plusMillis(1))).isEmpty());

        assertKnown("one", "first");
        assertKnown(LONG, LONG);
        assertUnknown("two");
        keep("one", "second", NOON.plusSeconds(9));
        assertKnown("one", "second");
        assertThat(names().expire(NOON.plusSeconds(1), 1)).isEqualTo(1);
        assertThat(names().expire(NOON.plusSeconds(1), 10)).isEqualTo(1);
        assertThat(names().expire(NOON.plusSeconds(1), 10)).isZero();
        assertKnown("one", "second");
        assertUnknown(LONG);
    }

    @Test
    void whatIsRolledBackHasNeverHappened() {
        assertThatThrownBy(
                        () ->
                                log().together(
                                                () -> {
                                                    names().take("one");
                                                    names().keep("one", "x", NOON.plusSeconds(9));
                                                    throw new IllegalStateException("no");
                                                }))
                .isInstanceOf(IllegalStateException.class);
        assertUnknown("one");
        keep("one", "again", NOON.plusSeconds(9));
        assertThatThrownBy(() -> names().take("one")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aNameIsTakenByOneTransactionAtATime() {
        AtomicBoolean other = new AtomicBoolean(true);
        AtomicBoolean another = new AtomicBoolean();
        log().together(
                        () -> {
                            assertThat(names().take("one")).isTrue();
                            names().keep("one", "mine", NOON.plusSeconds(9));
                            CompletableFuture.runAsync(
                                            () ->
                                                    log().together(
                                                                    () -> {
                                                                        other.set(
                                                                                names().take(
                                                                                                "one"));
                                                                        another.set(
                                                                                names().take(
                                                                                                "two"));
                                                                    }))
                                    .join();
                        });
        assertThat(other).isFalse();
        assertThat(another).isTrue();
        assertKnown("one", "mine");
    }
}
