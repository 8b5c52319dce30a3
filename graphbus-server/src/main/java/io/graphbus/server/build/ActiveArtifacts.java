package io.graphbus.server.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.server.build.history.ArtifactArchive;
import io.graphbus.server.build.scratch.Scratch;
import io.graphbus.server.build.scratch.ScratchDirectory;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The files behind the running graph; removed when others took over and at the end. Usable from any
 * thread.
 */
@Component
class ActiveArtifacts {

    private final Scratch scratch;
    private @Nullable Unpacked current;

    ActiveArtifacts(Scratch scratch) {
        this.scratch = scratch;
    }

    /** Reads archived artifacts into files of their own. */
    Unpacked unpack(byte[] archive) {
        return Unpacked.into(scratch.directory("graph"), archive);
    }

    synchronized @Nullable ArtifactDirectory current() {
        return current == null ? null : current.artifacts();
    }

    /** Makes these the current ones and removes the files of those before. */
    synchronized void keep(Unpacked next) {
        remove();
        current = next;
    }

    @PreDestroy
    synchronized void remove() {
        if (current != null) {
            current.close();
        }
        current = null;
    }

    /**
     * Artifacts in files of their own, so that nobody replaces them while they run.
     *
     * @param scratch holds them
     */
    record Unpacked(ArtifactDirectory artifacts, ScratchDirectory scratch)
            implements AutoCloseable {

        private static Unpacked into(ScratchDirectory scratch, byte[] archive) {
            boolean read = false;
            try {
                var directory = scratch.directory(ArtifactDirectory.NAME);
                ArtifactArchive.unpack(archive, directory);
                var unpacked = new Unpacked(ArtifactDirectory.read(directory), scratch);
                read = true;
                return unpacked;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                if (!read) {
                    scratch.close();
                }
            }
        }

        @Override
        public void close() {
            scratch.close();
        }
    }
}
