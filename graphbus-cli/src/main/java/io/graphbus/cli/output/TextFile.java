package io.graphbus.cli.output;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file as a whole: readers see the old one or the new one, also when writing fails. */
public final class TextFile {

    private TextFile() {}

    /** Writes the text; directories that are missing are made. */
    public static void write(Path file, String text) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
                Files.writeString(file, text); // such as /dev/stdout
            } else {
                replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), text);
            }
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.OUTPUT_NOT_WRITABLE,
                            file.toString(),
                            file + " cannot be written: " + e,
                            "Name a file in a directory that you may write to.")
                    .toException(e);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a directory");
        }
        Path directory = Files.createDirectories(file.resolveSibling("").toAbsolutePath());
        Path fresh =
                directory.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
