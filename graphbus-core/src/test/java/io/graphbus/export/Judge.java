package io.graphbus.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The real readers of the documents, from npm, installed once below {@code target}. Where there is
 * no node, or no registry in reach, tests that ask are reported as skipped, with the reason.
 */
final class Judge {

    private static final Path HOME = Path.of("target", "node").toAbsolutePath();
    private static final long MINUTES = 3;

    private Judge() {}

    /** What the tool has to say against the text; empty when it reads it. */
    static List<String> faults(String format, String text) throws Exception {
        install();
        Path file = Files.createTempFile(HOME, "document", "." + format);
        try {
            Files.writeString(file, text);
            Outcome outcome = run("node", "judge.mjs", format, file.toString());
            return outcome.text.lines().toList();
        } finally {
            Files.delete(file);
        }
    }

    private static synchronized void install() throws Exception {
        Files.createDirectories(HOME);
        boolean same = copied("package.json");
        copied("judge.mjs");
        if (!same || !Files.exists(HOME.resolve("node_modules/.package-lock.json"))) {
            Outcome npm = run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
            Assumptions.assumeTrue(npm.code == 0, "npm cannot install the tools: " + npm.text);
        }
    }

    /** Whether it was there before, just so. */
    private static boolean copied(String name) throws IOException {
        Path target = HOME.resolve(name);
        byte[] old = Files.exists(target) ? Files.readAllBytes(target) : new byte[0];
        try (InputStream source = Judge.class.getResourceAsStream("/export/" + name)) {
            Files.copy(
                    Objects.requireNonNull(source, name),
                    target,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return java.util.Arrays.equals(old, Files.readAllBytes(target));
    }

    private record Outcome(int code, String text) {}

    private static Outcome run(String... command) throws Exception {
        Path output = Files.createTempFile(HOME, "output", ".txt");
        try {
            Process process =
                    new ProcessBuilder(new ArrayList<>(List.of(command)))
                            .directory(HOME.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Outcome(-1, command[0] + " did not end");
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            Assumptions.abort("there is no " + command[0] + ": " + e.getMessage());
            throw e;
        } finally {
            Files.delete(output);
        }
    }
}
