package io.graphbus.server.build.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** A new directory that is gone, with everything in it, once closed. */
public record ScratchDirectory(Path path) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ScratchDirectory.class);

    /** A directory of that name in it, made when it does not exist. */
    public Path directory(String name) throws IOException {
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
