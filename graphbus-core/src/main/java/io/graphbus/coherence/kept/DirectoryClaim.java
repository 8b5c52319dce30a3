package io.graphbus.coherence.kept;

import io.graphbus.coherence.kept.CoherenceStore.Claim;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock on a file, which ends with its process. */
final class DirectoryClaim implements Claim {

    private static final Logger log = LoggerFactory.getLogger(DirectoryClaim.class);

    /** Those of this process: to open such a file again, and close it, would end its lock. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DirectoryClaim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Empty while another has it. Where nothing can be written nobody is in the way. */
    static Optional<Claim> of(Path file) {
        if (!OWN.add(file)) {
            return Optional.empty();
        }
        Optional<Claim> claim = Optional.empty();
        try {
            claim = locked(file);
        } catch (IOException | OverlappingFileLockException e) {
            log.debug("{} cannot be locked", file, e);
            claim = Optional.of(() -> OWN.remove(file));
        } finally {
            if (claim.isEmpty()) {
                OWN.remove(file);
            }
        }
        return claim;
    }

    private static Optional<Claim> locked(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } finally {
            if (held == null) {
                channel.close();
            }
        }
        return held == null ? Optional.empty() : Optional.of(new DirectoryClaim(file, channel));
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            try (channel) {
                log.trace("{} is let go", file);
            } catch (IOException e) {
                log.debug("{} cannot be let go", file, e);
            } finally {
                OWN.remove(file);
            }
        }
    }
}
