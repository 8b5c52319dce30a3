package io.graphbus.e2e.crash;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Running;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.jdbc.JdbcEventLog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.DataSourceBuilder;

/** What is left of durable events when the process of their graph is killed, again and again. */
class KilledGraphTest {

    private static final int ROUNDS = Boolean.getBoolean("graphbus.soak") ? 20 : 3;
    private static final int LONGEST_MILLIS = 2_000;

    @TempDir Path temp;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void nothingAcceptedIsLostOrOutOfOrderOnH2() throws Exception {
        survives("jdbc:h2:file:" + temp.resolve("log") + ";WRITE_DELAY=0", "sa", "");
    }

    @Test
    void nothingAcceptedIsLostOrOutOfOrderOnPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            survives(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
        }
    }

    private void survives(String... database) throws Exception {
        for (int life = 1; life <= ROUNDS; life++) {
            kill(start(database, life));
        }
        Running last = start(database, 0);
        boolean over = last.process().waitFor(120, TimeUnit.SECONDS);
        last.process().destroyForcibly().waitFor();
        assertThat(over).as("ended, seed %d: %s", seed, last.err()).isTrue();
        assertThat(last.outcome().exit()).as(last.err()).isZero();
        isComplete(letters(database));
        isInOrder();
    }

    /** At some moment after it began to publish, now and then before. */
    private void kill(Running graph) throws Exception {
        long before = size("accepted");
        boolean early = random.nextInt(5) == 0;
        while (!early && graph.process().isAlive() && size("accepted") == before) {
            graph.process().waitFor(10, MILLISECONDS);
        }
        graph.process().waitFor(random.nextInt(LONGEST_MILLIS), MILLISECONDS);
        assertThat(graph.process().isAlive()).as(graph.err()).isTrue();
        graph.process().destroyForcibly().waitFor();
    }

    private long size(String file) throws IOException {
        Path path = temp.resolve(file);
        return Files.exists(path) ? Files.size(path) : 0;
    }

    private Running start(String[] database, int life) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return Program.of(java, temp)
                .start(
                        "",
                        Stream.of(
                                        Program.QUICK.split(" "),
                                        new String[] {
                                            "-cp",
                                            System.getProperty("java.class.path"),
                                            CrashingGraph.class.getName()
                                        },
                                        database,
                                        new String[] {temp.toString(), "" + life})
                                .flatMap(Stream::of)
                                .toArray(String[]::new));
    }

    /** All that was accepted was handled, or lies among the letters; the state knows each once. */
    private void isComplete(Map<String, List<Integer>> letters) throws IOException {
        Map<String, List<Integer>> accepted = byAccount(lines("accepted"), 0);
        Map<String, List<Integer>> handled = byAccount(lines("journal"), 1);
        Map<String, Integer> totals = new TreeMap<>();
        byAccount(lines("totals"), 0).forEach((account, n) -> totals.put(account, n.getFirst()));
        assertThat(accepted).isNotEmpty();
        accepted.forEach(
                (account, numbers) -> {
                    List<Integer> mine = handled.getOrDefault(account, List.of());
                    List<Integer> dead = letters.getOrDefault(account, List.of());
                    assertThat(Stream.concat(mine.stream(), dead.stream()).distinct())
                            .as("%s, seed %d", account, seed)
                            .containsAll(numbers)
                            .allMatch(n -> n <= numbers.getLast() + 1)
                            .hasSize(totals.getOrDefault(account, 0));
                    assertThat(dead)
                            .as("letters of %s, seed %d", account, seed)
                            .doesNotHaveDuplicates()
                            .allMatch(n -> n % CrashingGraph.POISON == 0);
                });
    }

    /** In each process, and in the order in which each was handled for the first time. */
    private void isInOrder() throws IOException {
        List<String> journal = lines("journal");
        byAccount(journal, 1)
                .forEach(
                        (account, numbers) ->
                                assertThat(numbers.stream().distinct())
                                        .as("%s, seed %d", account, seed)
                                        .isSorted());
        Map<String, List<Integer>> byProcess = new TreeMap<>();
        for (String line : journal) {
            int end = line.lastIndexOf(' ');
            byProcess
                    .computeIfAbsent(line.substring(0, end), process -> new ArrayList<>())
                    .add(Integer.valueOf(line.substring(end + 1)));
        }
        byProcess.forEach(
                (process, numbers) ->
                        assertThat(numbers)
                                .as("process and account %s, seed %d", process, seed)
                                .isSorted()
                                .doesNotHaveDuplicates());
    }

    /** Numbers by account, where the account is one of the words of a line. */
    private static Map<String, List<Integer>> byAccount(List<String> lines, int account) {
        Map<String, List<Integer>> numbers = new TreeMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            numbers.computeIfAbsent(words[account], a -> new ArrayList<>())
                    .add(Integer.valueOf(words[account + 1]));
        }
        return numbers;
    }

    private static Map<String, List<Integer>> letters(String[] database) {
        Map<String, List<Integer>> numbers = new TreeMap<>();
        var connections =
                DataSourceBuilder.create()
                        .url(database[0])
                        .username(database[1])
                        .password(database[2])
                        .build();
        try (JdbcEventLog log = JdbcEventLog.open(connections)) {
            for (DeadLetter letter : log.deadLetters().list(Filter.ALL, null, 100_000)) {
                String json = letter.event().payload();
                numbers.computeIfAbsent(
                                String.valueOf(letter.event().key()), a -> new ArrayList<>())
                        .add(Integer.valueOf(json.replaceAll(".*\"number\":(\\d+).*", "$1")));
            }
        }
        return numbers;
    }

    private List<String> lines(String file) throws IOException {
        Path path = temp.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }
}
