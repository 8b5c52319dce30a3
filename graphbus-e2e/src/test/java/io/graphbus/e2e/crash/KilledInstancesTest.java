package io.graphbus.e2e.crash;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Running;
import io.graphbus.store.StateStore.StoredState;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.jdbc.JdbcEventLog;
import io.graphbus.store.log.jdbc.JdbcStateStore;
import io.graphbus.store.log.jdbc.database.LogSchema;
import io.graphbus.store.log.jdbc.database.ThreadTransactions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Three instances of a graph on one database, of which now and then one is killed, or frozen. */
class KilledInstancesTest {

    private static final int INSTANCES = 3;
    private static final int ROUNDS = Boolean.getBoolean("graphbus.soak") ? 40 : 2;
    private static final int LONGEST_MILLIS = 1_500;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<Reader> READERS =
            List.of(new Reader("Journal", "all"), new Reader("Totals", "all"));

    @TempDir Path temp;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<Running> running = new ArrayList<>();
    private final Set<Long> killed = new TreeSet<>();
    private final Map<String, Long> processes = new TreeMap<>();
    private EmbeddedPostgres postgres;
    private JdbcEventLog log;
    private JdbcClient sql;
    private SharedJournal journal;
    private int started;

    @BeforeEach
    void open() throws Exception {
        postgres = EmbeddedPostgres.start();
        sql = JdbcClient.create(postgres.getPostgresDatabase());
        LogSchema.create(postgres.getPostgresDatabase());
        noteExpiredClaims();
        log = JdbcEventLog.open(postgres.getPostgresDatabase());
        journal = new SharedJournal(temp);
    }

    @AfterEach
    void close() throws Exception {
        running.forEach(one -> one.process().destroyForcibly());
        postgres.close();
    }

    @Test
    void othersTakeOverWhatOneHadInHandAndNothingElse() throws Exception {
        for (int i = 0; i < INSTANCES; i++) {
            start();
        }
        for (int round = 0; round < ROUNDS; round++) {
            awaitOwners();
            running.getFirst().process().waitFor(random.nextInt(LONGEST_MILLIS), MILLISECONDS);
            Running victim = running.get(random.nextInt(INSTANCES));
            assertThat(victim.process().isAlive()).as(victim.err()).isTrue();
            if (round % 2 == 0) {
                kill(victim);
            } else {
                freeze(victim);
            }
        }
        awaitOwners();
        Files.createFile(temp.resolve("enough"));
        isTakenOver();
        isSettled();
        stop();
        Map<String, Integer> ended = journal.isComplete(letters(), about());
        assertThat(ended).hasSizeGreaterThan(INSTANCES);
        journal.isInOrder(about());
        journal.isDoubledByTheLostOnly(killed, expired(), about());
        assertThat(totals()).as(about()).isEqualTo(ended);
        addsUp();
    }

    /** On a busy machine a living instance, too, may be late to renew its claims. */
    private void noteExpiredClaims() {
        sql.sql("create table expired (owner text)").update();
        sql.sql(
                        """
                        create function note() returns trigger language plpgsql as $$
                        begin
                            if old.until <= clock_timestamp() then
                                insert into expired values (old.owner);
                            end if;
                            return old;
                        end $$
                        """)
                .update();
        sql.sql(
                        "create trigger note after delete on graphbus_claim"
                                + " for each row execute function note()")
                .update();
    }

    /** Processes that have lost claims; ids of their events begin with what they claim as. */
    private Set<Long> expired() {
        Set<Long> expired = new TreeSet<>();
        sql.sql(
                        "select distinct split_part(event_key, '-', 1) from graphbus_event"
                                + " where split_part(id, '-', 1) || '-' in"
                                + " (select owner from expired)")
                .query(String.class)
                .list()
                .forEach(name -> expired.add(processes.get(name)));
        return expired;
    }

    private void start() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String[] graph = {
            "-cp",
            System.getProperty("java.class.path"),
            SharingGraph.class.getName(),
            postgres.getJdbcUrl("postgres", "postgres"),
            "postgres",
            "postgres",
            temp.toString(),
            "instance" + ++started
        };
        running.add(
                Program.of(java, temp)
                        .start(
                                "",
                                Stream.of(Program.QUICK.split(" "), graph)
                                        .flatMap(Stream::of)
                                        .toArray(String[]::new)));
        processes.put("instance" + started, running.getLast().process().pid());
    }

    private void kill(Running victim) throws InterruptedException {
        running.remove(victim);
        if (!expired().contains(victim.process().pid())) { // and so had lost nothing before
            killed.add(victim.process().pid());
        }
        victim.process().destroyForcibly().waitFor();
        awaitExpired(victim);
        isTakenOver();
        start();
    }

    /** For longer than its lease; it goes on as if nothing had happened. */
    private void freeze(Running victim) throws Exception {
        signal("-STOP", victim);
        try {
            awaitExpired(victim);
            isTakenOver();
        } finally {
            signal("-CONT", victim);
        }
    }

    private void awaitExpired(Running victim) {
        await().atMost(SharingGraph.LEASE.plus(PATIENCE))
                .untilAsserted(
                        () -> assertThat(expired()).as(about()).contains(victim.process().pid()));
    }

    private static void signal(String signal, Running to) throws Exception {
        String pid = "" + to.process().pid();
        assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
    }

    /** Until all have parts of the journal, and the last one publishes. */
    private void awaitOwners() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(
                                            count(
                                                    "graphbus_claim where agent = 'Journal' and"
                                                            + " cardinality(parts) > 0 and"
                                                            + " until > clock_timestamp()"))
                                    .as("owners, %s", about())
                                    .isEqualTo(INSTANCES);
                            assertThat(journal.hasAccepted("instance" + started)).isTrue();
                        });
    }

    private long count(String rows) {
        return sql.sql("select count(*) from " + rows).query(Long.class).single();
    }

    private String about() {
        return "seed %d: %s"
                .formatted(seed, String.join("\n", running.stream().map(Running::err).toList()));
    }

    /** All that was accepted until now is delivered by those who live. */
    private void isTakenOver() {
        Map<String, List<Integer>> accepted = journal.accepted();
        await().atMost(SharingGraph.LEASE.plus(PATIENCE))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> {
                            assertThat(journal.missing(accepted, letters()))
                                    .as("accepted and not handled, %s", about())
                                    .isEmpty();
                            Map<String, Integer> totals = totals();
                            assertThat(accepted)
                                    .as("totals are %s, %s", totals, about())
                                    .allSatisfy(
                                            (account, numbers) ->
                                                    assertThat(totals.getOrDefault(account, 0))
                                                            .isGreaterThanOrEqualTo(
                                                                    numbers.size()));
                        });
    }

    /** All that was accepted counts as handled. */
    private void isSettled() {
        long newest = log.newest();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            for (Reader reader : READERS) {
                                assertThat(log.progress(reader))
                                        .as("%s, %s", reader, about())
                                        .extracting(Progress::cursor)
                                        .allMatch(cursor -> cursor >= newest);
                                assertThat(log.deferred(reader)).isEmpty();
                            }
                        });
    }

    private void stop() throws InterruptedException {
        running.forEach(one -> one.process().destroy());
        for (Running one : running) {
            assertThat(one.process().waitFor(60, SECONDS)).as(one.err()).isTrue();
        }
    }

    private Map<String, List<Integer>> letters() {
        Map<String, List<Integer>> numbers = new TreeMap<>();
        log.deadLetters()
                .list(Filter.ALL, null, 1_000_000)
                .forEach(
                        letter ->
                                numbers.computeIfAbsent(
                                                String.valueOf(letter.event().key()),
                                                account -> new ArrayList<>())
                                        .add(
                                                JsonMapper.shared()
                                                        .readTree(letter.event().payload())
                                                        .get("number")
                                                        .asInt()));
        return numbers;
    }

    private Map<String, Integer> totals() {
        var connections = postgres.getPostgresDatabase();
        String state =
                new JdbcStateStore(connections, new ThreadTransactions(connections))
                        .load("Totals")
                        .map(StoredState::json)
                        .orElse("{\"byAccount\":{}}");
        Map<String, Integer> totals = new HashMap<>();
        JsonMapper.shared()
                .readTree(state)
                .get("byAccount")
                .properties()
                .forEach(entry -> totals.put(entry.getKey(), entry.getValue().asInt()));
        return totals;
    }

    /** Each event counts once, whoever handled it how often; nobody who has stopped has a claim. */
    private void addsUp() {
        for (Reader reader : READERS) {
            Counts counts =
                    log.progress(reader).stream()
                            .map(Progress::counts)
                            .reduce(Counts.NONE, Counts::plus);
            assertThat(counts.offered())
                    .as("%s, %s", reader, about())
                    .isEqualTo(count("graphbus_event"))
                    .isEqualTo(counts.completed() + counts.dead());
            assertThat(count("graphbus_dead_letter where agent = '%s'".formatted(reader.agent())))
                    .as("letters of %s, %s", reader, about())
                    .isEqualTo(counts.dead());
        }
        assertThat(count("graphbus_claim")).as(about()).isZero();
    }
}
