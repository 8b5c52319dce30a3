package io.graphbus.cli.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Asks which of the process's streams a person sees, and how wide their terminal is. */
final class Terminals {

    private static final int USUAL = 80;
    private static final int NARROWEST = 20;

    private Terminals() {}

    /**
     * Whether a stream of this process is a terminal.
     *
     * @param stream 0, 1 or 2
     */
    static boolean has(int stream) {
        Path link = Path.of("/proc/self/fd/" + stream);
        try {
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.matches("/dev/(tty|console).*");
            }
        } catch (IOException e) {
            return false;
        }
        var console = System.console();
        return console != null && console.isTerminal();
    }

    static int columns() {
        String known = System.getenv("COLUMNS");
        int columns =
                known != null && known.matches("\\d{1,4}") ? Integer.parseInt(known) : asked();
        return Math.max(NARROWEST, columns);
    }

    private static int asked() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String answer =
                    new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (stty.waitFor(1, TimeUnit.SECONDS) && answer.matches("\\d+ \\d+\\s*")) {
                int columns = Integer.parseInt(answer.trim().split(" ")[1]);
                return columns > 0 ? columns : USUAL;
            }
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return USUAL;
    }
}
