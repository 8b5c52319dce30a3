package io.graphbus.artifact;

import io.graphbus.schema.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Lets one writer at a time, of all threads and processes of this machine, replace an artifacts
 * directory.
 */
final class DirectoryLock implements AutoCloseable {

    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final @Nullable FileChannel processes;
    private final Path file;

    private DirectoryLock(ReentrantLock threads, @Nullable FileChannel processes, Path file) {
        this.threads = threads;
        this.processes = processes;
        this.file = file;
    }

    /** Waits until nobody else holds the directory's lock. */
    static DirectoryLock acquire(Path directory) throws IOException {
        Path key = directory.toAbsolutePath().normalize();
        ReentrantLock threads = LOCKS.computeIfAbsent(key, k -> new ReentrantLock());
        threads.lock();
        try {
            Path file = file(key);
            return new DirectoryLock(threads, lock(file), file);
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    /** The lock file lies outside the project. */
    private static Path file(Path key) {
        String hash = Json.sha256(key.toString().getBytes(StandardCharsets.UTF_8));
        return Path.of(System.getProperty("java.io.tmpdir"), "graphbus-" + hash.substring(0, 24));
    }

    /**
     * Where another user owns the file, only threads are kept apart. Only opening tells: a look
     * beforehand would take a file that is just being removed for one of somebody else.
     */
    private static @Nullable FileChannel lock(Path file) throws IOException {
        while (true) {
            FileChannel channel;
            try {
                channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            } catch (AccessDeniedException e) {
                return null;
            }
            channel.lock(Long.MAX_VALUE - 1, 1, false);
            if (isStillNamed(file, channel)) {
                return channel;
            }
            channel.close();
        }
    }

    /**
     * The holder before may have removed the file after we opened it; then its name is another's.
     * The file's size tells: opening it once more would give up the lock, as POSIX has it.
     */
    private static boolean isStillNamed(Path file, FileChannel channel) throws IOException {
        int token = ThreadLocalRandom.current().nextInt(1 << 30);
        channel.truncate(0).write(ByteBuffer.allocate(1), token);
        try {
            return Files.size(file) == token + 1L;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Removes the file while it is locked; where open files cannot be removed it stays. */
    private static void release(FileChannel channel, Path file) throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (FileSystemException e) {
            LoggerFactory.getLogger(DirectoryLock.class).debug("{} stays: {}", file, e.getReason());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (processes != null) {
                release(processes, file);
            }
        } finally {
            threads.unlock();
        }
    }
}
