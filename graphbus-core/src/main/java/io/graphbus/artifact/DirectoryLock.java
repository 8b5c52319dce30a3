package io.graphbus.artifact;

import io.graphbus.schema.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one writer at a time, of all threads and processes of this machine, replace an artifacts
 * directory.
 */
final class DirectoryLock implements AutoCloseable {

    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final @Nullable FileChannel processes;

    private DirectoryLock(ReentrantLock threads, @Nullable FileChannel processes) {
        this.threads = threads;
        this.processes = processes;
    }

    /** Waits until nobody else holds the directory's lock. */
    static DirectoryLock acquire(Path directory) throws IOException {
        Path key = directory.toAbsolutePath().normalize();
        ReentrantLock threads = LOCKS.computeIfAbsent(key, k -> new ReentrantLock());
        threads.lock();
        try {
            return new DirectoryLock(threads, lockFile(key));
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    /**
     * The lock file lies outside the project; where another user owns it, only threads are kept
     * apart.
     */
    private static @Nullable FileChannel lockFile(Path key) throws IOException {
        String hash = Json.sha256(key.toString().getBytes(StandardCharsets.UTF_8));
        Path file =
                Path.of(System.getProperty("java.io.tmpdir"), "graphbus-" + hash.substring(0, 24));
        if (Files.exists(file) && !Files.isWritable(file)) {
            return null;
        }
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    @Override
    public void close() throws IOException {
        try {
            if (processes != null) {
                processes.close();
            }
        } finally {
            threads.unlock();
        }
    }
}
