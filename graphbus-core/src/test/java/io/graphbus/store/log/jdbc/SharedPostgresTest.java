package io.graphbus.store.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.store.log.Deferred;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.EventLog.Query;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.Settlement.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two instances on one PostgreSQL, and how it finds things. */
class SharedPostgresTest {

    private static final HikariDataSource DATABASE = TestDatabase.postgres();
    private static final Reader STOCK = new Reader("Stock", "onOrder");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final EventLog one = JdbcEventLog.open(DATABASE);
    private final EventLog two = JdbcEventLog.open(DATABASE);

    @BeforeEach
    void empty() {
        TestDatabase.empty(DATABASE);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static EventData event(String id, String topic, @Nullable String key) {
        return new EventData(
                id,
                topic,
                "Shop",
                "{}",
                key,
                null,
                null,
                Map.of(),
                id,
                null,
                0,
                Instant.EPOCH,
                null);
    }

    private static Settlement settlement(Progress... progress) {
        return new Settlement(
                List.of(progress), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static Settlement completed(long position) {
        return new Settlement(
                List.of(),
                List.of(new Place(STOCK, position)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Progress progress(int part, long cursor) {
        return new Progress(STOCK, part, cursor, List.of(), Counts.NONE);
    }

    @Test
    void aNameIsTakenByOneInstanceAtATimeAndAPauseIsSeenByAll() {
        Instant later = Instant.now().plus(LONG);
        one.together(
                () -> {
                    assertThat(one.names().take("key")).isTrue();
                    one.names().keep("key", "first", later);
                    two.together(
                            () -> {
                                assertThat(two.names().take("key")).isFalse();
                                assertThat(two.names().take("key")).isFalse();
                                assertThat(two.names().take("other")).isTrue();
                            });
                });
        two.together(
                () -> {
                    assertThat(two.names().take("key")).isTrue();
                    assertThat(two.names().known("key", Instant.now())).contains("first");
                });

        one.open(STOCK, true);
        one.pause(STOCK, true);
        assertThat(two.paused()).containsExactly(STOCK);
        two.pause(STOCK, false);
        assertThat(one.paused()).isEmpty();
    }

    @Test
    void instancesThatStartAtOnceOpenTheSameSubscription() throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
            List<Future<List<Progress>>> opened = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                EventLog log = i % 2 == 0 ? one : two;
                opened.add(
                        instances.submit(
                                () -> {
                                    List<Progress> last = List.of();
                                    for (int n = 0; n < 25; n++) {
                                        together.await();
                                        last = log.open(new Reader("Fresh" + n, "on"), false);
                                    }
                                    return last;
                                }));
            }
            for (Future<List<Progress>> one : opened) {
                assertThat(one.get()).hasSize(64);
            }
        }
    }

    @Test
    void twoInstancesShareThePartsAndEachSeesWhatTheOtherAppends() {
        one.append(List.of(event("a", "/T", "k")));
        two.append(List.of(event("b", "/T", "k")));
        assertThat(one.after(0, 10)).isEqualTo(two.after(0, 10)).hasSize(2);

        one.claim(STOCK, "first", LONG, false, Set.of());
        two.claim(STOCK, "second", LONG, false, Set.of());
        Set<Integer> first = one.claim(STOCK, "first", LONG, false, Set.of());
        Set<Integer> second = two.claim(STOCK, "second", LONG, false, Set.of());

        assertThat(first).hasSize(32);
        assertThat(second).hasSize(32);
        Set<Integer> both = new HashSet<>(first);
        both.addAll(second);
        assertThat(both).hasSize(64);
    }

    private void takeOver(Reader reader) {
        one.open(STOCK, true);
        one.claim(reader, "first", Duration.ofMillis(1), true, Set.of());
        one.settle(completed(7));
        while (two.claim(reader, "second", LONG, true, Set.of()).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void nothingIsKeptOfWhoHasLostItsClaim() {
        takeOver(STOCK);

        one.settle(completed(8));
        one.settle(settlement(progress(0, 9)));
        assertThat(two.completed(STOCK)).containsExactly(new Place(STOCK, 7));
        two.settle(completed(8));
        two.settle(settlement(progress(0, 9)));
        assertThat(one.completed(STOCK)).hasSize(2);
        assertThat(one.progress(STOCK)).contains(progress(0, 9));
        two.release("second");
        one.settle(completed(10));
        assertThat(one.completed(STOCK)).hasSize(3);
    }

    @Test
    void whoHasLostItsClaimCannotCommitAnythingWithIt() {
        takeOver(new Reader(STOCK.agent(), ""));

        assertThatThrownBy(() -> one.together(() -> one.settle(completed(8))))
                .hasMessageContaining("CONFLICT");
        assertThatThrownBy(() -> one.together(() -> one.settle(settlement(progress(3, 5)))))
                .hasMessageContaining("CONFLICT");
        two.together(() -> two.settle(completed(8)));
        assertThat(two.completed(STOCK)).hasSize(2);
        assertThat(two.progress(STOCK)).doesNotContain(progress(3, 5));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoStopsInTheMiddleOfASettlementIsNotWaitedForForever() throws Exception {
        one.open(STOCK, true);
        one.claim(STOCK, "first", Duration.ofMillis(1), true, Set.of());
        CountDownLatch over = new CountDownLatch(1);
        Future<?> stuck =
                threads.submit(
                        () ->
                                one.together(
                                        () -> {
                                            one.settle(completed(7));
                                            await(over);
                                        }));
        while (sessions("state = 'idle in transaction'") == 0) {
            assertThat(stuck.isDone()).isFalse();
        }

        assertThat(two.claim(STOCK, "second", LONG, true, Set.of())).hasSize(64);
        over.countDown();
        assertThatThrownBy(stuck::get).hasMessageContaining("DATABASE_UNREACHABLE");
        assertThat(two.completed(STOCK)).isEmpty();
    }

    private static int sessions(String condition) throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from pg_stat_activity where"
                                        + " datname = current_database() and "
                                        + condition)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anOwnerSettlesItsOwnPartsOnly() {
        one.open(STOCK, true);
        one.claim(STOCK, "first", LONG, false, Set.of());
        two.claim(STOCK, "second", LONG, false, Set.of());
        int mine = one.claim(STOCK, "first", LONG, false, Set.of()).iterator().next();
        int other = two.claim(STOCK, "second", LONG, false, Set.of()).iterator().next();

        one.settle(settlement(progress(mine, 5), progress(other, 4)));
        one.settle(completed(9));
        assertThat(one.progress(STOCK)).contains(progress(mine, 5), progress(other, 0));
        assertThat(one.completed(STOCK)).hasSize(1);
        two.settle(settlement(progress(other, 5)));
        assertThat(two.progress(STOCK)).contains(progress(mine, 5), progress(other, 5));
    }

    @Test
    void whatIsPutOffInAPartOfAnotherOwnerIsLeftOut() {
        one.open(STOCK, true);
        one.claim(STOCK, "first", LONG, false, Set.of());
        two.claim(STOCK, "second", LONG, false, Set.of());
        int mine = one.claim(STOCK, "first", LONG, false, Set.of()).iterator().next();
        int other = two.claim(STOCK, "second", LONG, false, Set.of()).iterator().next();
        Deferred kept = new Deferred(STOCK, 4, "a", 1, null, List.of());
        Deferred lost = new Deferred(STOCK, 5, "b", 1, null, List.of());
        Map<Place, Integer> parts = Map.of(new Place(STOCK, 4), mine, new Place(STOCK, 5), other);

        one.settle(
                new Settlement(
                        List.of(),
                        List.of(),
                        List.of(kept, lost),
                        List.of(),
                        List.of(),
                        List.of(),
                        parts));
        assertThat(two.deferred(STOCK)).containsExactly(kept);
        two.settle(
                new Settlement(
                        List.of(),
                        List.of(),
                        List.of(lost),
                        List.of(new Place(STOCK, 4)),
                        List.of(),
                        List.of(),
                        parts));
        assertThat(one.deferred(STOCK)).containsExactly(kept, lost);
    }

    @Test
    void aKeyThatAnotherInstanceHasIsLeftOut() {
        two.together(
                () -> {
                    two.appendInTransaction(List.of(event("a", "/T", "k")), ok -> {});
                    long[] at =
                            one.tryAppend(List.of(event("b", "/T", "k"), event("c", "/T", "x")));
                    assertThat(at[0]).isZero();
                    assertThat(at[1]).isPositive();
                    assertThat(one.isOver(one.mark())).isFalse();
                });
        assertThat(one.append(List.of(event("b", "/T", "k")))).doesNotContain(0L);
    }

    @Test
    void queriesFindWhatTheyAreAskedForByAnIndex() throws SQLException {
        for (int group = 0; group < 20; group++) {
            String prefix = "e" + group + "-";
            one.append(
                    IntStream.range(0, 1_000)
                            .mapToObj(i -> event(prefix + i, "/T/" + i % 50, "k" + i))
                            .toList());
        }
        one.append(List.of(event("rare", "/Rare", null)));
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze graphbus_event");
        }
        assertThat(plan("where position > 5 order by position limit 100"))
                .contains("graphbus_event_pkey");
        assertThat(plan("where left(id, 200) = left('e3-7', 200) and id = 'e3-7'"))
                .contains("graphbus_event_id");
        assertThat(plan("where topic = '/Rare' order by position desc limit 10"))
                .contains("graphbus_event_topic")
                .doesNotContain("Sort");
        assertThat(plan("where left(event_key, 200) = left('k7', 200) and event_key = 'k7'"))
                .contains("graphbus_event_key");
        assertThat(plan("where published_at >= 9 and published_at < 10"))
                .contains("graphbus_event_time");
        assertThat(plan("where topic > '/T/3' order by topic limit 1"))
                .contains("Index Only Scan using graphbus_event_topic");
        Query rare = new Query("/T/*", "k7", 0, Long.MAX_VALUE, null, null, false, 5);
        assertThat(one.search(rare)).hasSize(5);
    }

    private static String plan(String conditions) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "explain select "
                                        + (conditions.contains("topic >") ? "topic" : "*")
                                        + " from graphbus_event "
                                        + conditions)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return String.join("\n", lines);
    }
}
