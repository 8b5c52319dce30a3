package io.graphbus.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.ProblemCode;
import io.graphbus.store.StateStore.StoredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStateStoreTest {

    @TempDir private Path directory;
    private FileStateStore store;

    @BeforeEach
    void makeStore() {
        store = new FileStateStore(directory, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private static StoredState state(String agent, int value) {
        return new StoredState(agent, "1.0.0", "{\"value\":" + value + "}", Instant.EPOCH);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.y", "..", ".", "a/b", "a\\b", "CON", "nul.txt", "é ☃", "a~b", "%41"})
    void anyNameHasAFileOfItsOwnInTheDirectory(String agent) throws IOException {
        store.save(state(agent, 1));
        assertThat(store.load(agent)).contains(state(agent, 1));
        assertThat(store.list()).containsExactly(state(agent, 1));
        assertThat(files()).hasSize(1).allMatch(name -> name.matches("[A-Za-z0-9._~%-]+\\.json"));
        assertThat(store.delete(agent)).isTrue();
        assertThat(files()).isEmpty();
    }

    @Test
    void longNamesThatDifferAtTheEndAreKeptApart() {
        String one = "é".repeat(300) + "1";
        String two = "é".repeat(300) + "2";
        store.save(state(one, 1));
        store.save(state(two, 2));
        assertThat(store.load(one)).contains(state(one, 1));
        assertThat(store.load(two)).contains(state(two, 2));
    }

    /** What a file system looks like that takes {@code Counter.json} for {@code counter.json}. */
    @Test
    void namesThatDifferInCaseOnlyAreKeptApart() throws IOException {
        store.save(state("Counter", 1));
        Files.copy(directory.resolve("Counter.json"), directory.resolve("counter.json"));
        assertThat(store.load("counter")).isEmpty();
        store.save(state("counter", 2));
        assertThat(store.load("counter")).contains(state("counter", 2));
        assertThat(store.load("Counter")).contains(state("Counter", 1));
        assertThat(Files.readString(directory.resolve("counter.json"))).contains("\"Counter\"");
    }

    @Test
    void whatWasPutAsideIsNeverReplaced() throws IOException {
        for (int i = 0; i < 3; i++) {
            Files.writeString(directory.resolve("A.json"), "broken " + i);
            store.setAside("A");
        }
        assertThat(files())
                .containsExactly("A.json.corrupt-0", "A.json.corrupt-0-2", "A.json.corrupt-0-3");
        assertThat(directory.resolve("A.json.corrupt-0")).hasContent("broken 0");
        assertThat(directory.resolve("A.json.corrupt-0-3")).hasContent("broken 2");
    }

    @Test
    void aSaveThatFailsKeepsTheEarlierStateAndLeavesNothingBehind() throws IOException {
        store.save(state("A", 1));
        StoredState invalid = new StoredState("A", "1.0.0", "{\"value\":", Instant.EPOCH);
        assertThatThrownBy(() -> store.save(invalid))
                .hasMessageContaining(ProblemCode.STATE_NOT_SAVED.name());
        Files.delete(directory.resolve("A.json"));
        Files.createDirectories(directory.resolve("A.json/in the way"));
        assertThatThrownBy(() -> store.save(state("A", 2)))
                .hasMessageContaining(ProblemCode.STATE_NOT_SAVED.name());
        assertThat(files()).containsExactly("A.json");
    }

    @Test
    void twoStoresOnOneDirectoryNeverShowHalfAState() {
        FileStateStore other = new FileStateStore(directory, Clock.systemUTC());
        store.save(state("A", 0));
        List<CompletableFuture<Void>> writers =
                IntStream.range(0, 2)
                        .mapToObj(
                                n ->
                                        CompletableFuture.runAsync(
                                                () -> write(n == 0 ? store : other, n)))
                        .toList();
        while (!writers.stream().allMatch(CompletableFuture::isDone)) {
            assertThat(store.load("A")).isPresent();
        }
        writers.forEach(CompletableFuture::join);
        assertThat(store.list()).hasSize(1);
    }

    private static void write(FileStateStore store, int number) {
        for (int i = 0; i < 50; i++) {
            store.save(state("A", number * 1000 + i));
        }
    }

    @Test
    void aLargeStateIsKept() {
        String json = "{\"text\":\"" + "x".repeat(5_000_000) + "\"}";
        store.save(new StoredState("A", "1.0.0", json, Instant.EPOCH));
        assertThat(store.load("A").orElseThrow().json()).isEqualTo(json);
    }
}
