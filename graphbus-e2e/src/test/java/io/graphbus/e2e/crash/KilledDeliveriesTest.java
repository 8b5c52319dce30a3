package io.graphbus.e2e.crash;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Project;
import io.graphbus.e2e.process.Served;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is left of durable events when their server is killed, again and again. */
class KilledDeliveriesTest {

    private static final int ROUNDS = Boolean.getBoolean("graphbus.soak") ? 20 : 1;
    private static final int LONGEST_MILLIS = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir Path temp;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Publishers publishers = new Publishers();

    @Test
    void everyAcceptedEventIsHandledInOrderOnH2() throws Exception {
        survives(program());
    }

    @Test
    void everyAcceptedEventIsHandledInOrderOnPostgres() throws Exception {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start()) {
            survives(
                    program()
                            .with(
                                    "SPRING_DATASOURCE_URL",
                                    postgres.getJdbcUrl("postgres", "postgres"))
                            .with("SPRING_DATASOURCE_USERNAME", "postgres")
                            .with("SPRING_DATASOURCE_PASSWORD", "postgres"));
        }
    }

    private Program program() {
        return Program.graphbus(temp)
                .with("GRAPHBUS_DURABILITY_MODE", "durable")
                .with(Bookkeeping.FILE, journal().toString());
    }

    private Path journal() {
        return temp.resolve("journal.txt");
    }

    private void survives(Program program) throws Exception {
        Project project = Bookkeeping.project(temp.resolve("crash"));
        Bookkeeping books = new Bookkeeping(journal());
        for (int round = 0; round < ROUNDS; round++) {
            try (Served doomed = serve(program, project)) {
                killWhilePublishing(doomed);
            }
        }
        try (Served last = serve(program, project)) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> isComplete(books, totals(last)));
            isInOrder(books);
        }
    }

    private Served serve(Program program, Project project) {
        return Served.start(program, project.root().toString(), "--data=" + temp.resolve("data"));
    }

    private void killWhilePublishing(Served server) throws Exception {
        List<Future<?>> running = publishers.publishTo(server);
        new CompletableFuture<Void>()
                .completeOnTimeout(null, random.nextInt(LONGEST_MILLIS), MILLISECONDS)
                .get();
        server.kill();
        for (Future<?> publisher : running) {
            publisher.get();
        }
    }

    private static Map<String, List<Integer>> totals(Served server) {
        JsonNode numbers = server.post("/api/v1/agents/Totals/methods/numbers", "{}").json();
        Map<String, List<Integer>> totals = new TreeMap<>();
        numbers.properties()
                .forEach(
                        e ->
                                totals.put(
                                        e.getKey(),
                                        e.getValue().valueStream().map(JsonNode::asInt).toList()));
        return totals;
    }

    /**
     * All that was accepted is handled, nothing that was not sent, and the state knows each once.
     */
    private void isComplete(Bookkeeping books, Map<String, List<Integer>> totals) {
        Map<String, List<Integer>> handled = books.handled();
        publishers
                .accepted()
                .forEach(
                        (account, numbers) ->
                                assertThat(handled.getOrDefault(account, List.of()))
                                        .as("%s, seed %d", account, seed)
                                        .containsAll(numbers));
        assertThat(totals).as("state of completed deliveries, seed %d", seed).isEqualTo(handled);
    }

    /** Within each process, and whatever was handled for the first time over all of them. */
    private void isInOrder(Bookkeeping books) {
        Map<String, Integer> sent = publishers.sent();
        books.handled()
                .forEach(
                        (account, numbers) ->
                                assertThat(numbers)
                                        .as("%s, seed %d", account, seed)
                                        .isSorted()
                                        .allMatch(n -> n <= sent.getOrDefault(account, 0)));
        for (Map<String, List<Integer>> process : books.byProcess()) {
            process.forEach(
                    (account, numbers) ->
                            assertThat(numbers)
                                    .as("%s, seed %d", account, seed)
                                    .isSorted()
                                    .doesNotHaveDuplicates());
        }
    }
}
