package io.graphbus.server.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** A new directory in the temporary directory that is gone, with everything in it, once closed. */
record ScratchDirectory(Path path) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ScratchDirectory.class);

    static ScratchDirectory create() {
        try {
            return new ScratchDirectory(
                    Files.createTempDirectory("graphbus-server").toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory of that name in it, made when it does not exist. */
    Path directory(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException e) {
            log.warn("{} could not be removed: {}", path, e.getMessage());
        }
    }
}
