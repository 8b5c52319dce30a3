package io.graphbus.coherence.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.InteractionLog;
import io.graphbus.coherence.evidence.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InteractionFileTest {

    private static final Interaction ONE =
            new Interaction(
                    Instant.parse("2026-01-01T12:00:00Z"),
                    "Shop",
                    "Billing",
                    "/order/created",
                    "1.0.0",
                    Outcome.PASSED);

    @TempDir private Path directory;

    @Test
    void whatIsWrittenIsReadAgainAndStaysWhenAnotherProcessGoesOn() {
        Path file = directory.resolve("deep/down/deliveries.jsonl");
        try (InteractionFile first = InteractionFile.open(file)) {
            first.accept(ONE);
            assertThat(InteractionLog.read(file)).containsExactly(ONE);
        }
        try (InteractionFile second = InteractionFile.open(file)) {
            second.accept(ONE);
        }

        assertThat(InteractionLog.read(file)).containsExactly(ONE, ONE);
    }

    @Test
    void whatComesAfterTheEndIsLeftOut() {
        Path file = directory.resolve("deliveries.jsonl");
        InteractionFile closed = InteractionFile.open(file);
        closed.close();
        closed.accept(ONE);

        assertThat(InteractionLog.read(file)).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsAProblem() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertThatThrownBy(() -> InteractionFile.open(file.resolve("deliveries.jsonl")))
                .hasMessageContaining("OUTPUT_NOT_WRITABLE");
    }
}
