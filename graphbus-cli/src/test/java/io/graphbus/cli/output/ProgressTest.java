package io.graphbus.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            Console.piped(
                    new ByteArrayInputStream(new byte[0]),
                    new PrintStream(err),
                    new PrintStream(err, true, StandardCharsets.UTF_8));

    @Test
    void whereNobodyWatchesNothingIsDrawn() {
        try (Progress progress = console.progress("Waiting")) {
            progress.now("Still waiting");
        }
        assertThat(err.size()).isZero();
    }

    @Test
    void theMovingLineIsWipedAwayByWhateverIsSaidNext() {
        console.transiently(() -> "one");
        console.transiently(() -> "two");
        console.say("done");
        console.say("really");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("one\r\u001b[Ktwo\r\u001b[Kdone\nreally\n");
    }

    @Test
    void workThatEndsAtOnceLeavesNoTrace() {
        Progress.start(console, "Quick", true).close();
        assertThat(err.size()).isZero();
    }
}
