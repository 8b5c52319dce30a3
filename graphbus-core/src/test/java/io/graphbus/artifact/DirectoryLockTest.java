package io.graphbus.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.schema.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir Path directory;

    @Test
    void nothingIsLeftOfALock() throws IOException {
        String name = Json.sha256(directory.toString().getBytes(StandardCharsets.UTF_8));
        Path file =
                Path.of(System.getProperty("java.io.tmpdir"), "graphbus-" + name.substring(0, 24));

        try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
            assertThat(lock).isNotNull();
            assertThat(file).exists();
        }

        assertThat(file).doesNotExist();
    }

    @Test
    void oneAtATimeHoldsALock() throws Exception {
        List<String> steps = new ArrayList<>();
        Callable<Void> work =
                () -> {
                    try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
                        assertThat(lock).isNotNull();
                        steps.add("in");
                        Thread.yield();
                        steps.add("out");
                    }
                    return null;
                };
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(work);
        }
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (var done : threads.invokeAll(all)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }

        for (int i = 0; i < steps.size(); i += 2) {
            assertThat(steps.subList(i, i + 2)).containsExactly("in", "out");
        }
    }

    @Test
    void oneProcessAtATimeHoldsALock() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    LockingProcess.class.getName(),
                                    directory.toString())
                            .inheritIO()
                            .start());
        }

        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
    }
}
