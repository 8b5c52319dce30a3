package io.graphbus.cli.repl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where earlier lines are kept. */
final class History {

    private History() {}

    /** The user's own file; none where nothing may be written, so that nothing is complained of. */
    static Optional<Path> file(@Nullable String state, String home) {
        Path base =
                state == null || state.isBlank()
                        ? Path.of(home, ".local", "state")
                        : Path.of(state);
        Path file = base.resolve("graphbus").resolve("history");
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            return Optional.empty();
        }
        boolean writable =
                Files.isWritable(file.getParent()) && (!Files.exists(file) || isOurs(file));
        return writable ? Optional.of(file) : Optional.empty();
    }

    private static boolean isOurs(Path file) {
        return Files.isRegularFile(file) && Files.isReadable(file) && Files.isWritable(file);
    }
}
