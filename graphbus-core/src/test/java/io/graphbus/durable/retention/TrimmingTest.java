package io.graphbus.durable.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Priority;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrimmingTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir private Path directory = Path.of("");

    private final EventLog log = new InMemoryEventLog();

    private void publishEachHour(int count) {
        for (int i = 0; i < count; i++) {
            log.append(List.of(event("e" + i, NOON.plus(HOUR.multipliedBy(i)))));
        }
    }

    private static EventData event(String id, Instant time) {
        return new EventData(
                id,
                "/Order/Created",
                "Shop",
                "{\"n\":1.50}",
                "k",
                Priority.HIGH,
                "1.2.0",
                Map.of("a", "b"),
                "first",
                null,
                2,
                time,
                null);
    }

    private Trimming trimming(Duration age, long count, Path archive) {
        return new Trimming(
                log,
                new Retention(age, count, archive, age),
                () -> NOON.plus(HOUR.multipliedBy(10)),
                Duration.ofMillis(5));
    }

    private List<String> left() {
        return log.after(0, 100).stream().map(event -> event.data().id()).toList();
    }

    @Test
    void whatIsOldOrTooMuchGoes() {
        publishEachHour(10);
        try (Trimming trimming = trimming(HOUR.multipliedBy(4), 3, directory)) {
            assertThat(trimming.trim()).isEqualTo(7);
        }
        assertThat(left()).containsExactly("e7", "e8", "e9");
    }

    @Test
    void deadLettersThatNobodyReplayedGoWhenTheirTimeIsOver() {
        for (int hour : new int[] {1, 2, 9}) {
            log.deadLetters().put(List.of(letter("l" + hour, NOON.plus(HOUR.multipliedBy(hour)))));
        }
        log.deadLetters().replay(List.of("l2"), null);
        try (Trimming trimming = trimming(HOUR.multipliedBy(4), 0, directory)) {
            assertThat(trimming.expire()).isEqualTo(1);
            assertThat(trimming.expired()).isEqualTo(1);
        }
        assertThat(log.deadLetters().list(Filter.ALL, null, 9))
                .extracting("id")
                .containsExactly("l9", "l2");
        try (Trimming never = trimming(Duration.ZERO, 3, directory)) {
            assertThat(never.expire()).isZero();
        }
    }

    private static DeadLetter letter(String id, Instant died) {
        return new DeadLetter(
                id,
                new Reader("Billing", "bill"),
                "on",
                event("e", NOON),
                1,
                "HANDLER_FAILED",
                "no",
                "",
                List.of(),
                null,
                died,
                DeadLetter.Status.DEAD,
                null);
    }

    @Test
    void whatGoesIsInTheArchive() throws IOException {
        publishEachHour(3);
        try (Trimming trimming = trimming(HOUR.multipliedBy(9), 0, directory.resolve("old"))) {
            assertThat(trimming.trim()).isEqualTo(1);
        }
        try (Stream<Path> files = Files.list(directory.resolve("old"))) {
            Path only = files.reduce((one, other) -> directory).orElseThrow();
            assertThat(only.getFileName().toString()).endsWith("0000000000000000001.jsonl");
            assertThat(Files.readAllLines(only))
                    .containsExactly(
                            "{\"position\":1,\"id\":\"e0\",\"topic\":\"/Order/Created\","
                                    + "\"source\":\"Shop\",\"time\":\"2026-11-29T12:00:00Z\","
                                    + "\"correlationId\":\"first\",\"hops\":2,\"key\":\"k\","
                                    + "\"priority\":\"HIGH\",\"schemaVersion\":\"1.2.0\","
                                    + "\"headers\":{\"a\":\"b\"},\"payload\":{\"n\":1.50}}");
        }
    }

    @Test
    void whatCannotBeArchivedStays() throws IOException {
        publishEachHour(3);
        Path file = Files.createFile(directory.resolve("file"));
        try (Trimming trimming = trimming(HOUR, 0, file)) {
            assertThatThrownBy(trimming::trim).hasMessageContaining("OUTPUT_NOT_WRITABLE");
            trimming.start();
        }
        assertThat(left()).hasSize(3);
    }

    @Test
    void itIsDoneFromTimeToTimeUntilItIsClosed() {
        publishEachHour(10);
        try (Trimming trimming = trimming(Duration.ZERO, 4, directory)) {
            trimming.start();
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (left().size() > 4 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        assertThat(left()).hasSize(4);
    }

    @Test
    void withoutLimitsEverythingStays() {
        publishEachHour(3);
        try (Trimming trimming = trimming(Duration.ZERO, 0, directory)) {
            trimming.start();
            assertThat(trimming.trim()).isZero();
        }
        assertThat(left()).hasSize(3);
    }
}
