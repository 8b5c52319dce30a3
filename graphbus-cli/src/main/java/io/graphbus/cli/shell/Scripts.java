package io.graphbus.cli.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** All shells' scripts as files. */
public final class Scripts {

    private Scripts() {}

    /** Writes them under the names by which the shells look for them. */
    public static void write(CommandSpec root, Path directory) {
        try {
            Files.createDirectories(directory);
            for (Shell shell : Shell.values()) {
                Files.writeString(directory.resolve(shell.file()), Script.of(shell, root));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
