package io.graphbus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.MigrationHistory.Kept;
import io.graphbus.store.MigrationHistory.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileMigrationHistoryTest extends AnyMigrationHistory {

    @TempDir private Path directory;

    @Override
    protected MigrationHistory history() {
        return new FileMigrationHistory(directory.resolve("migrations"));
    }

    private Path file() {
        return directory.resolve("migrations").resolve("history.jsonl");
    }

    private void three() {
        history().append(entry("a", Status.RUNNING));
        history().append(entry("a", Status.APPLIED));
        history().append(entry("b", Status.RUNNING));
    }

    private List<Boolean> intact() {
        return history().entries().stream().map(Kept::intact).toList();
    }

    private Problem problem() {
        return catchThrowableOfType(GraphBusException.class, () -> history().entries()).problem();
    }

    @Test
    void aLineThatWasChangedIsTheOneThatIsNotIntact() throws IOException {
        three();
        List<String> lines = Files.readAllLines(file());
        Files.write(
                file(), List.of(lines.get(0), lines.get(1).replace("ada", "eve"), lines.get(2)));

        assertThat(intact()).containsExactly(true, false, true);
    }

    @Test
    void aLineThatWasTakenOutIsNoticedAtTheNext() throws IOException {
        three();
        List<String> lines = Files.readAllLines(file());
        Files.write(file(), List.of(lines.get(0), lines.get(2)));

        assertThat(intact()).containsExactly(true, false);
    }

    @Test
    void aLineThatWasNotWrittenToItsEndIsAsIfItWereNot() throws IOException {
        three();
        byte[] whole = Files.readAllBytes(file());
        for (int cut = 1; cut < 200; cut += 13) {
            Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - cut));
            assertThat(intact()).containsExactly(true, true);
        }
        history().append(entry("c", Status.FAILED));

        assertThat(intact()).containsExactly(true, true, true);
        assertThat(history().entries().getLast().entry()).isEqualTo(entry("c", Status.FAILED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{}",
                "[]",
                "{\"entry\":{}}",
                "{\"entry\":{\"run\":7}}",
                "{\"entry\":{\"status\":\"DONE\"}}"
            })
    void aLineThatIsNoEntryIsAProblemWithItsNumber(String line) throws IOException {
        three();
        Files.writeString(file(), line + "\n", StandardOpenOption.APPEND);

        assertThat(problem().code()).isEqualTo(ProblemCode.MIGRATION_HISTORY_DAMAGED);
        assertThat(problem().where()).endsWith("history.jsonl:4");
    }

    @Test
    void bytesThatAreNoTextAreAProblem() throws IOException {
        three();
        Files.write(file(), "\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problem().code()).isEqualTo(ProblemCode.MIGRATION_HISTORY_DAMAGED);
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsAProblemThatNamesIt() throws IOException {
        Files.writeString(directory.resolve("migrations"), "a file");
        Problem problem =
                catchThrowableOfType(
                                GraphBusException.class,
                                () -> history().append(entry("a", Status.RUNNING)))
                        .problem();

        assertThat(problem.code()).isEqualTo(ProblemCode.OUTPUT_NOT_WRITABLE);
    }
}
