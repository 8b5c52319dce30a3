package io.graphbus.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.store.log.EventLog.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Positions, transactions and what can be seen when. */
abstract class AppendPromises extends LogPromises {

    @Test
    void anEmptyLogHasNothing() {
        assertThat(log().newest()).isZero();
        assertThat(log().after(0, 10)).isEmpty();
        assertThat(log().find("a")).isEmpty();
        assertThat(log().append(List.of())).isEmpty();
    }

    @Test
    void whatIsAppendedIsReadInOrderOfPositions() {
        long[] first = log().append(List.of(event("a"), event("b")));
        long third = append(event("c"));

        assertThat(first[0]).isPositive();
        assertThat(first[1]).isGreaterThan(first[0]);
        assertThat(third).isGreaterThan(first[1]);
        assertThat(log().newest()).isEqualTo(third);
        assertThat(seen()).containsExactly("a", "b", "c");
        assertThat(ids(log().after(first[0], 1))).containsExactly("b");
        assertThat(ids(log().at(List.of(third, first[0], third + 1)))).containsExactly("a", "c");
        assertThat(log().at(List.of())).isEmpty();
    }

    @Test
    void everythingOfAnEventIsKept() {
        EventData rich = full("a", "{\"text\":\"ü€\uD83D\uDE00 \\u0000 'quoted'\",\"n\":1.50}");
        EventData poor = event("b");
        EventData large = full("c", "\"" + "x".repeat(300_000) + "\"");
        long[] at = log().append(List.of(rich, poor, large));

        assertThat(log().after(0, 3))
                .containsExactly(
                        new StoredEvent(at[0], rich),
                        new StoredEvent(at[1], poor),
                        new StoredEvent(at[2], large));
        assertThat(log().find("a")).contains(new StoredEvent(at[0], rich));
    }

    @Test
    void noCharacterKeepsAnEventOrItsNeighboursFromBeingKept() {
        EventData odd = event("a\u0000b", "/T", "k\uD83D \uDE00\uFFFE");
        EventData plain = event("b");
        long[] at = log().append(List.of(odd, plain));

        assertThat(log().after(0, 3))
                .containsExactly(new StoredEvent(at[0], odd), new StoredEvent(at[1], plain));
        assertThat(log().find("a\u0000b")).contains(new StoredEvent(at[0], odd));
    }

    @Test
    void aPayloadMayBeVeryLarge() {
        EventData large = full("a", "\"" + "ab".repeat(1_100_000) + "\"");
        long at = append(large);
        assertThat(log().after(0, 3)).containsExactly(new StoredEvent(at, large));
    }

    @Test
    void aLargeGroupHasPositionsInItsOrder() {
        long[] at = log().append(events("e", 2_500));

        assertThat(at).hasSize(2_500).isSorted().doesNotHaveDuplicates();
        List<StoredEvent> all = log().after(0, 5_000);
        assertThat(ids(all)).isEqualTo(IntStream.range(0, 2_500).mapToObj(i -> "e" + i).toList());
        assertThat(all.stream().mapToLong(StoredEvent::position)).containsExactly(box(at));
    }

    private static Long[] box(long[] values) {
        return Arrays.stream(values).boxed().toArray(Long[]::new);
    }

    @Test
    void whatATransactionAppendsIsSeenWhenItCommits() {
        List<Object> told = Collections.synchronizedList(new ArrayList<>());
        assertThat(log().isInTransaction()).isFalse();
        log().together(
                        () -> {
                            assertThat(log().isInTransaction()).isTrue();
                            Thread thread = Thread.currentThread();
                            log().appendInTransaction(
                                            List.of(event("a")),
                                            ok -> {
                                                told.add(ok);
                                                told.add(Thread.currentThread() == thread);
                                                told.add(seenByAnother());
                                            });
                            assertThat(seenByAnother()).isEmpty();
                            assertThat(told).isEmpty();
                        });

        assertThat(told).containsExactly(true, true, List.of("a"));
        assertThat(seen()).containsExactly("a");
        assertThat(log().isInTransaction()).isFalse();
    }

    private List<String> seenByAnother() {
        List<String> seen = new ArrayList<>();
        await(onAnotherThread(() -> seen.addAll(seen())));
        return seen;
    }

    @Test
    void whatIsRolledBackIsNeverSeen() {
        List<Boolean> told = Collections.synchronizedList(new ArrayList<>());
        Other other = new Other(() -> log().appendInTransaction(List.of(event("a")), told::add));
        append(event("b"));
        other.rollBack();
        append(event("c"));

        assertThat(told).containsExactly(false);
        assertThat(seen()).containsExactly("b", "c");
    }

    @Test
    void aTransactionOfItsOwnDoesNotCareForTheCallers() {
        assertThatThrownBy(
                        () ->
                                log().together(
                                                () -> {
                                                    log().appendInTransaction(
                                                                    List.of(event("a")), ok -> {});
                                                    append(event("b"));
                                                    throw new RolledBack();
                                                }))
                .isInstanceOf(RolledBack.class);
        assertThat(seen()).containsExactly("b");
    }

    @Test
    void whatCommitsAfterALaterPositionIsStillSeen() {
        long[] first = new long[1];
        Other other =
                new Other(
                        () ->
                                first[0] =
                                        log().appendInTransaction(List.of(event("a")), ok -> {})[
                                                0]);
        long second = append(event("b"));
        Mark mark = log().mark();

        assertThat(first[0]).isLessThan(second);
        assertThat(seen()).containsExactly("b");
        assertThat(log().isOver(mark)).isFalse();
        other.commit();

        assertThat(seen()).containsExactly("a", "b");
        until(() -> log().isOver(mark));
    }

    @Test
    void aMarkIsOverWhenTheTransactionsBeforeItAre() {
        Mark free = log().mark();
        until(() -> log().isOver(free));
        Other before = new Other(() -> log().appendInTransaction(List.of(event("a")), ok -> {}));
        Mark mark = log().mark();
        Other after = new Other(() -> log().appendInTransaction(List.of(event("b")), ok -> {}));

        assertThat(log().isOver(mark)).isFalse();
        before.rollBack();
        until(() -> log().isOver(mark));
        after.commit();
        assertThat(seen()).containsExactly("b");
    }

    @Test
    void positionsOfAKeyGrowAsTheyCommit() {
        Other first = new Other(() -> appendKeyed("a"));
        CountDownLatch begun = new CountDownLatch(1);
        Future<?> second =
                onAnotherThread(
                        () -> {
                            begun.countDown();
                            append(event("b", "/T", "k"));
                        });
        await(begun);
        long other = append(event("c", "/T", "other"));
        long elsewhere = append(event("d", "/U", "k"));

        assertThat(other).isLessThan(elsewhere);
        assertThat(second.isDone()).isFalse();
        first.commit();
        await(second);
        assertThat(seen()).containsSubsequence("a", "b").containsSubsequence("c", "d");
        assertThat(log().find("b").orElseThrow().position()).isGreaterThan(elsewhere);
    }

    private void appendKeyed(String id) {
        log().appendInTransaction(List.of(event(id, "/T", "k")), ok -> {});
    }

    @Test
    void aGroupDoesNotWaitForAKeyThatIsHeld() {
        Other other = new Other(() -> appendKeyed("a"));
        List<EventData> group =
                List.of(
                        event("b", "/T", "k"),
                        event("c", "/T", "x"),
                        event("d"),
                        event("e", "/T", "k"));

        long[] at = log().tryAppend(group);

        assertThat(at[0]).isZero();
        assertThat(at[1]).isPositive();
        assertThat(at[2]).isGreaterThan(at[1]);
        assertThat(at[3]).isZero();
        assertThat(seen()).containsExactly("c", "d");
        other.rollBack();
        assertThat(log().tryAppend(List.of(group.get(0), group.get(3)))).doesNotContain(0L);
        assertThat(seen()).containsExactly("c", "d", "b", "e");
    }

    @Test
    void manyAppendWithFewKeysAndNothingIsLostOrOutOfOrder() {
        List<Future<?>> publishers = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            int publisher = p;
            publishers.add(onAnotherThread(() -> publish(publisher)));
        }
        publishers.forEach(LogPromises::await);

        List<String> seen = seen();
        assertThat(seen).hasSize(4 * 40).doesNotHaveDuplicates();
        for (int p = 0; p < 4; p++) {
            String mine = p + "-";
            assertThat(seen.stream().filter(id -> id.startsWith(mine)))
                    .isEqualTo(IntStream.range(0, 40).mapToObj(i -> mine + i).toList());
        }
    }

    private void publish(int publisher) {
        for (int i = 0; i < 40; i++) {
            EventData event = event(publisher + "-" + i, "/T", "k" + i % 3);
            if (i % 2 == 0) {
                append(event);
            } else {
                log().together(() -> log().appendInTransaction(List.of(event), ok -> {}));
            }
        }
    }
}
