package io.graphbus.cli.config;

import io.graphbus.cli.config.ConfigurationFile.Entry;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Changes one line of a file and leaves the rest, comments too, as it is. */
record FileEdit(Path file) {

    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9/][A-Za-z0-9_./@-]*(:[A-Za-z0-9_./@-]+)*");

    /** Sets one key and returns the line it is in now. */
    int set(Setting setting, String value) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file;
            String before = Files.exists(target) ? ConfigurationFile.text(target) : "";
            String after = changed(target, before, setting, value);
            if (!ConfigurationFile.isSet(file, after, setting, value)) {
                throw cannot();
            }
            write(target, after, setting);
            return ConfigurationFile.lenient(file, after).entries().stream()
                    .filter(e -> e.setting() == setting)
                    .map(e -> e.value().origin() instanceof Origin.File at ? at.line() : 1)
                    .findFirst()
                    .orElse(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RuntimeException cannot() {
        return Problem.of(
                        ProblemCode.INVALID_CONFIGURATION,
                        file.toString(),
                        "The key cannot be added without changing the form of the file",
                        "Edit the file by hand.")
                .toException();
    }

    private static String changed(Path file, String before, Setting setting, String value) {
        String text = PLAIN.matcher(value).matches() ? value : quoted(value);
        List<Entry> entries = ConfigurationFile.lenient(file, before).entries();
        return entries.stream()
                .filter(e -> e.setting() == setting)
                .findFirst()
                .map(
                        e ->
                                before.substring(0, e.start())
                                        + (e.start() == e.end() ? " " : "")
                                        + text
                                        + before.substring(e.end()))
                .orElseGet(() -> appended(before, setting.key() + ": " + text));
    }

    private static String appended(String before, String line) {
        String newline = before.contains("\r\n") ? "\r\n" : "\n";
        String gap = before.isEmpty() || before.endsWith("\n") ? "" : newline;
        return before + gap + line + newline;
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** As a whole or not at all; a file with a secret is for its owner alone. */
    private static void write(Path target, String text, Setting setting) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(directory, ".graphbus", ".tmp");
        try {
            Files.writeString(fresh, text);
            permit(fresh, target, setting.isSecret());
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void permit(Path fresh, Path target, boolean secret) throws IOException {
        if (secret || !fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return; // temporary files are their owner's
        }
        Set<PosixFilePermission> permissions =
                Files.exists(target)
                        ? Files.getPosixFilePermissions(target)
                        : Set.of(
                                PosixFilePermission.OWNER_READ,
                                PosixFilePermission.OWNER_WRITE,
                                PosixFilePermission.GROUP_READ,
                                PosixFilePermission.OTHERS_READ);
        Files.setPosixFilePermissions(fresh, permissions);
    }
}
