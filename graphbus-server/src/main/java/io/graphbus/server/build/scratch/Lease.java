package io.graphbus.server.build.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A directory that belongs to whoever holds the lock on a file in it. The operating system gives
 * the lock up with the process, however that ends.
 */
final class Lease implements AutoCloseable {

    /** What the names of such directories begin with. */
    static final String PREFIX = "graphbus-server-";

    private static final String LOCK = "lock";

    /** Locks count for a whole process; a second look at one of its own would give it up. */
    private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel lock;

    private Lease(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** A new directory; another server may remove it as long as it is not locked. */
    static Lease take(Path place) throws IOException {
        while (true) {
            Path root = Files.createTempDirectory(place, PREFIX);
            OF_THIS_PROCESS.add(root);
            Optional<Lease> lease = locked(root, StandardOpenOption.CREATE);
            if (lease.isPresent()) {
                return lease.get();
            }
            OF_THIS_PROCESS.remove(root);
        }
    }

    /** One that nobody holds any more. */
    static Optional<Lease> takeOver(Path root) throws IOException {
        return OF_THIS_PROCESS.add(root) ? takeOverUnknown(root) : Optional.empty();
    }

    private static Optional<Lease> takeOverUnknown(Path root) throws IOException {
        Optional<Lease> lease = Optional.empty();
        try {
            lease = locked(root, LinkOption.NOFOLLOW_LINKS);
            return lease;
        } finally {
            if (lease.isEmpty()) {
                OF_THIS_PROCESS.remove(root);
            }
        }
    }

    private static Optional<Lease> locked(Path root, OpenOption how) throws IOException {
        Path file = root.resolve(LOCK);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE, how);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        boolean held = false;
        try {
            held = channel.tryLock() != null && Files.exists(file);
            return held ? Optional.of(new Lease(root, channel)) : Optional.empty();
        } catch (OverlappingFileLockException e) { // held through another class loader
            return Optional.empty();
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    Path root() {
        return root;
    }

    /** Removes the directory, the lock last, so that a second attempt finds it. */
    @Override
    public void close() {
        try (lock) {
            if (Files.exists(root)) {
                try (Stream<Path> files = Files.list(root)) {
                    for (Path file : files.filter(f -> !f.endsWith(LOCK)).toList()) {
                        FileSystemUtils.deleteRecursively(file);
                    }
                }
                FileSystemUtils.deleteRecursively(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OF_THIS_PROCESS.remove(root);
        }
    }
}
