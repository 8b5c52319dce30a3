package io.graphbus.server.build.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories beside a server's own that belonged to servers of the same user which were killed.
 */
record Leftovers(Path own) {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    void remove() throws IOException {
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(own.resolveSibling("."), Lease.PREFIX + "*")) {
            for (Path directory : found) {
                tryToRemove(directory.normalize());
            }
        }
    }

    private void tryToRemove(Path directory) {
        try {
            if (isOfSameUser(directory) && isRemoved(directory)) {
                log.info("Removed {}, left by a server that was killed", directory);
            }
        } catch (NoSuchFileException e) {
            log.debug("{} has been removed by another server", directory);
        } catch (IOException | UncheckedIOException e) {
            log.warn("{} could not be removed: {}", directory, e.getMessage());
        }
    }

    private boolean isOfSameUser(Path directory) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
    }

    private static boolean isRemoved(Path directory) throws IOException {
        Optional<Lease> lease = Lease.takeOver(directory);
        lease.ifPresent(Lease::close);
        return lease.isPresent() || isEmptyAndRemoved(directory);
    }

    /** Its server was killed before it locked it, or is about to, and will take another one. */
    private static boolean isEmptyAndRemoved(Path directory) throws IOException {
        try {
            Files.delete(directory);
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }
}
