package io.graphbus.cli.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Asks how many columns the terminal has. */
final class TerminalWidth {

    private static final int USUAL = 80;

    private TerminalWidth() {}

    static int columns() {
        String known = System.getenv("COLUMNS");
        return known != null && known.matches("\\d{1,4}") ? Integer.parseInt(known) : asked();
    }

    private static int asked() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
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
