package io.graphbus.store.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.durable.Durability;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A disk of its own, and H2 on it, that has no room any more; only who may mount can try. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullDiskTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PADDING = "x".repeat(20_000);

    private Path disk;
    private boolean mounted;
    private int number;
    private final List<Integer> accepted = new ArrayList<>();

    record Item(int number, String padding) {}

    @Agent(name = "Hearer")
    static final class Hearer {
        final List<Integer> heard = new CopyOnWriteArrayList<>();

        @Subscribes(value = "/Item", id = "items")
        void on(Item item) {
            heard.add(item.number());
        }
    }

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createTempDirectory("graphbus-disk");
        mounted = run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString());
        assumeTrue(mounted, "only who may mount a file system can fill one");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isTrue();
        }
        Files.delete(disk);
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void refusesEventsUntilThereIsRoomAndLosesNone() throws Exception {
        Hearer hearer = new Hearer();
        try (HikariDataSource database = TestDatabase.h2(disk);
                JdbcEventLog log = JdbcEventLog.open(database)) {
            try (GraphBus bus =
                    GraphBus.builder()
                            .eventLog(log, Durability.ALL)
                            .agent(hearer)
                            .build()
                            .start()) {
                for (int i = 0; i < 20; i++) {
                    assertThat(isAccepted(bus)).isTrue();
                }
                Path filling = fill();
                await(() -> !isAccepted(bus));
                assertThat(isAccepted(bus)).isFalse();
                Files.delete(filling);
                await(() -> isAccepted(bus));
                for (int i = 0; i < 20; i++) {
                    assertThat(isAccepted(bus)).isTrue();
                }
                await(() -> hearer.heard.containsAll(accepted));
                await(() -> counts(log).completed() == hearer.heard.size());
            }
            assertThat(hearer.heard).doesNotHaveDuplicates().isSorted();
            assertThat(counts(log).offered()).isEqualTo(hearer.heard.size());
        }
        try (HikariDataSource database = TestDatabase.h2(disk);
                JdbcEventLog log = JdbcEventLog.open(database)) {
            assertThat(log.after(0, 10_000)).hasSize(hearer.heard.size());
        }
    }

    private static Counts counts(JdbcEventLog log) {
        return log.progress(new Reader("Hearer", "items")).getFirst().counts();
    }

    private boolean isAccepted(GraphBus bus) {
        Item item = new Item(++number, PADDING);
        try {
            bus.publish(Publish.to("/Item", item).key("k"));
            accepted.add(number);
            return true;
        } catch (GraphBusException e) {
            assertThat(e.problem().code()).isEqualTo(ProblemCode.DATABASE_UNREACHABLE);
            return false;
        }
    }

    private Path fill() throws IOException {
        Path filling = disk.resolve("filling");
        byte[] some = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filling)) {
            while (true) {
                out.write(some);
            }
        } catch (IOException e) {
            return filling; // no room any more
        }
    }

    private static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
