package io.graphbus.store;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one at a time change what is in a directory, of all threads and processes. Whoever has it
 * may ask for it again.
 */
public final class DirectoryLock {

    private static final Logger log = LoggerFactory.getLogger(DirectoryLock.class);
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path directory;
    private final Path file;
    private final ReentrantLock threads;

    /** The lock of a directory, which is made when it is first asked for. */
    public DirectoryLock(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        this.file = this.directory.resolve(".lock");
        this.threads = LOCKS.computeIfAbsent(file, path -> new ReentrantLock());
    }

    /**
     * Does work while nobody else does.
     *
     * @throws io.graphbus.problem.GraphBusException {@code OUTPUT_NOT_WRITABLE} when the directory
     *     cannot be locked
     */
    public <T> T exclusively(Supplier<T> work) {
        threads.lock();
        try {
            return threads.getHoldCount() > 1 ? work.get() : alone(work);
        } finally {
            threads.unlock();
        }
    }

    private <T> T alone(Supplier<T> work) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw notWritable(e).toException(e);
        }
        try (FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = Objects.requireNonNull(channel.lock())) {
            log.trace("{} is held", held);
            return work.get();
        } catch (IOException e) {
            throw notWritable(e).toException(e);
        }
    }

    private Problem notWritable(IOException e) {
        return Problem.of(
                ProblemCode.OUTPUT_NOT_WRITABLE,
                directory.toString(),
                "the directory cannot be locked: " + e,
                "Check that it can be written; nothing was changed.");
    }
}
