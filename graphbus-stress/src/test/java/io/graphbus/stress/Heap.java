package io.graphbus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The heap after a collection, at several moments of a load, written to a file at the end. */
final class Heap {

    /**
     * What the end may exceed the start by: half of it, and what JVM and libraries may load late.
     */
    private static final double FACTOR = 1.5;

    private static final double SLACK = 16;
    private static final Logger log = LoggerFactory.getLogger(Heap.class);

    private final List<Double> megabytes = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    void look(String when, String done) {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        double used =
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024d / 1024;
        megabytes.add(used);
        String line =
                "%-7s %6.1f MB after GC, %3d threads, load %.1f, %s"
                        .formatted(
                                when,
                                used,
                                Thread.activeCount(),
                                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                                done);
        lines.add(line);
        log.info("{}", line);
    }

    void report(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }

    void isFlat() {
        double start = megabytes.getFirst();
        assertThat(megabytes.getLast())
                .as(String.join("\n", lines))
                .isLessThan(start * FACTOR + SLACK);
    }
}
