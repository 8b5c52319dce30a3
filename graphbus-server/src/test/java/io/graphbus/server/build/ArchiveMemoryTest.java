package io.graphbus.server.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.build.history.BuildHistory;
import io.graphbus.server.build.history.BuildOutcome;
import io.graphbus.server.build.history.BuildView;
import io.graphbus.server.database.TestServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Artifacts with their libraries are large; they are in a file of the database, not in the heap.
 */
class ArchiveMemoryTest {

    private static final int SIZE = 48_000_000;

    @TempDir private static Path directory;

    @Test
    void artifactsDoNotStayInTheHeapOnceTheyAreSaved() {
        try (TestServer server = TestServer.start(Map.of("graphbus.data", directory.toString()))) {
            var history = server.bean(BuildHistory.class);
            var outcome =
                    new BuildOutcome(
                            "4f".repeat(32),
                            new BuildView.Summary(0, 0, 0, 0),
                            List.of(),
                            Optional.of(random()));
            long before = liveHeap();

            BuildView saved = history.record(outcome);

            assertThat(liveHeap() - before).isLessThan(SIZE / 2);
            assertThat(history.archive(saved.id())).isEqualTo(outcome.archive().orElseThrow());
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[SIZE];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static long liveHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
