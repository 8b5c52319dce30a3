package io.graphbus.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events of a graph that runs here and is killed. */
@Timeout(240)
class DurableRunTest {

    private static final String WORKER =
            """
            import io.graphbus.agent.*;
            import java.io.*;
            import java.nio.file.*;
            @Agent(name = "Worker") public class Worker implements Stateful<Worker.Done> {
                public record Job(String directory, int number) {}
                public record Done(int jobs) {}
                private int jobs;
                @Subscribes(value = "/Job", id = "jobs")
                public void on(Job job) throws IOException {
                    jobs++;
                    Path directory = Path.of(job.directory());
                    if (!Files.exists(directory.resolve("go"))) {
                        throw new IOException("not yet");
                    }
                    Files.writeString(directory.resolve("done"), job.number() + "\\n",
                            StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
                @SchemaMethod public int jobs() { return jobs; }
                public Done captureState() { return new Done(jobs); }
                public void restoreState(Done done) { jobs = done.jobs(); }
            }
            """;

    private static final List<String> DURABLE =
            List.of("--durability", "durable", "--set", "retry.delay=200ms");

    @TempDir private Path directory;

    @BeforeEach
    void build() {
        Path agents = Cli.sources(directory.resolve("agents"), Map.of("Worker.java", WORKER));
        assertThat(Cli.run("build", agents).code()).isZero();
    }

    private String publish(int number) {
        return "publish /Job {\"directory\":\"%s\",\"number\":%d}\n".formatted(directory, number);
    }

    private static Object[] words(Object... words) {
        List<Object> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(DURABLE);
        return all.toArray();
    }

    private List<String> done() throws IOException {
        Path done = directory.resolve("done");
        return Files.exists(done) ? Files.readAllLines(done) : List.of();
    }

    @Test
    void whatWasPublishedIsHandledAfterAKill() throws Exception {
        Path data = directory.resolve("graphbus-data");
        Process process = start(words("run", directory, "-i", "--set", "retry.retries=1000"));
        try (BufferedReader out = process.inputReader()) {
            for (int i = 0; i < 20; i++) {
                process.outputWriter().append(publish(i)).flush();
                assertThat(out.readLine()).as("receipt of " + i).isNotNull();
            }
            Result busy = Cli.run(words("run", directory, "-i"));
            assertThat(busy.code()).isEqualTo(2);
            assertThat(busy.err()).contains("DATABASE_IN_USE", "graphbus run", "hint:");
        } finally {
            process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        }
        assertThat(done()).isEmpty();
        Files.createFile(directory.resolve("go"));

        Result next = Cli.runWith(publish(20), words("run", directory, "-i"));
        assertThat(next.code()).as(next.err()).isZero();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (done().size() < 21 && System.nanoTime() < deadline) {
            Cli.run(words("call", "Worker.jobs", "--artifacts", artifacts()));
        }
        Result count = Cli.run(words("call", "Worker.jobs", "--artifacts", artifacts()));
        assertThat(done())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(0, 20).mapToObj(String::valueOf).toList());
        assertThat(count.out()).as(count.err()).isEqualTo("21\n");
        assertThat(Cli.run("state", "show", "Worker", "--data", data).json().path("jobs").asInt())
                .isEqualTo(21);
        assertThat(data.resolve("events.mv.db")).exists();
    }

    private Path artifacts() {
        return directory.resolve(".graphbus");
    }

    @Test
    void statesThatWereKeptInFilesGoOnBesideTheLog() throws Exception {
        Files.createFile(directory.resolve("go"));
        Path data = directory.resolve("graphbus-data");
        Object[] here = {"--artifacts", artifacts(), "--data", data};
        String job = publish(1).substring("publish /Job ".length()).strip();
        assertThat(Cli.run("publish", "/Job", job, here[0], here[1], here[2], here[3]).code())
                .isZero();
        assertThat(data.resolve("state")).isNotEmptyDirectory();

        assertThat(Cli.run(words("publish", "/Job", job, "--artifacts", artifacts())).code())
                .isZero();
        assertThat(Cli.run("state", "list", "--data", data).out()).contains("Worker");
        assertThat(Cli.run("call", "Worker.jobs", here[0], here[1], here[2], here[3]).out())
                .isEqualTo("2\n");
        assertThat(Cli.run("state", "clear", "Worker", "--yes", "--data", data).code()).isZero();
        assertThat(Cli.run("call", "Worker.jobs", here[0], here[1], here[2], here[3]).out())
                .isEqualTo("0\n");
    }

    @Test
    void singleTopicsCanBeDurable() throws Exception {
        Files.createFile(directory.resolve("go"));
        Result run =
                Cli.runWith(publish(1), "run", directory, "-i", "--set", "durability.topics=/Job");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(directory.resolve("graphbus-data/events.mv.db")).exists();
        Result wrong = Cli.run("run", directory, "-i", "--set", "durability.topics=Job");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("topics and patterns with commas between");
        assertThat(Cli.run("run", directory, "-i", "--durability", "always").err())
                .contains("--durability", "one of transient, durable");
    }

    private static Process start(Object... words) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder =
                new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.graphbus.cli.Graphbus");
        for (Object word : words) {
            builder.command().add(word.toString());
        }
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
