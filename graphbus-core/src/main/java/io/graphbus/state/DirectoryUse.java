package io.graphbus.state;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.StateStore.Use;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether graphs keep their states in a directory, of this process and of others: they share a lock
 * on a file in it, which ends with their process. Usable from any thread.
 */
final class DirectoryUse {

    private static final Logger log = LoggerFactory.getLogger(DirectoryUse.class);
    private static final Map<Path, DirectoryUse> ALL = new ConcurrentHashMap<>();

    private final Path directory;
    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private int users;
    private @Nullable FileChannel shared;

    private DirectoryUse(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(".use");
    }

    static DirectoryUse of(Path directory) {
        return ALL.computeIfAbsent(directory.toAbsolutePath().normalize(), DirectoryUse::new);
    }

    Use begin() {
        lock.lock();
        try {
            if (users == 0) {
                shared = opened();
            }
            users++;
        } finally {
            lock.unlock();
        }
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (!closed.getAndSet(true)) {
                end();
            }
        };
    }

    /** Where nothing can be written nobody changes states either. */
    private @Nullable FileChannel opened() {
        try {
            Files.createDirectories(directory);
            FileChannel channel = open();
            FileLock held = channel.lock(0, Long.MAX_VALUE, true);
            log.trace("{} is held", held);
            return channel;
        } catch (IOException | OverlappingFileLockException e) {
            log.debug("{} cannot be marked as used", directory, e);
            return null;
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void end() {
        lock.lock();
        try (FileChannel last = users == 1 ? shared : null) {
            users--;
            log.trace("{} graphs use {}; {} is closed", users, directory, last);
        } catch (IOException e) {
            log.debug("{} cannot be let go", file, e);
        } finally {
            lock.unlock();
        }
    }

    <T> T unused(Supplier<T> work) {
        lock.lock();
        try {
            if (users > 0) {
                throw inUse().toException();
            }
            return Files.isDirectory(directory) ? alone(work) : work.get();
        } finally {
            lock.unlock();
        }
    }

    private <T> T alone(Supplier<T> work) {
        try (FileChannel channel = open();
                FileLock held = channel.tryLock()) {
            if (held == null) {
                throw inUse().toException();
            }
            return work.get();
        } catch (OverlappingFileLockException e) {
            throw inUse().toException(e);
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.OUTPUT_NOT_WRITABLE,
                            directory.toString(),
                            "the directory of states cannot be locked: " + e,
                            "Check that it can be written; nothing was changed.")
                    .toException(e);
        }
    }

    private Problem inUse() {
        return Problem.of(
                ProblemCode.CONFLICT,
                directory.toString(),
                "a graph is running that keeps its states here",
                "Stop it first. A graph that starts with a newer version of an agent migrates the"
                        + " state of that agent itself.");
    }
}
