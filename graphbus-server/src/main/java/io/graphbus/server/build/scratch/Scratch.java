package io.graphbus.server.build.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a server keeps files for a while: in a directory of its own in the temporary directory,
 * removed at its end. Those of servers that had no time to do so are removed at the next start.
 * Usable from any thread.
 */
public final class Scratch implements AutoCloseable {

    private final Path place;
    private Lease lease;

    private Scratch(Path place, Lease lease) {
        this.place = place;
        this.lease = lease;
    }

    public static Scratch open() {
        return openIn(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Scratch openIn(Path place) {
        try {
            Path real = place.toRealPath();
            Lease lease = Lease.take(real);
            new Leftovers(lease.root()).remove();
            return new Scratch(real, lease);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new directory. */
    public ScratchDirectory directory(String purpose) {
        try {
            return new ScratchDirectory(Files.createTempDirectory(root(), purpose));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        lease.close();
    }

    /** Systems clean their temporary directory up while servers run. */
    private synchronized Path root() throws IOException {
        if (!Files.exists(lease.root())) {
            lease.close();
            lease = Lease.take(place);
        }
        return lease.root();
    }
}
