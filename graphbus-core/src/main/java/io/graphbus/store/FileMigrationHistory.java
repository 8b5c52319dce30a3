package io.graphbus.store;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps the history in a file with an entry a line, each with a hash of itself and of the one
 * before, so that a line that was changed is told from one that was not. A line that was not
 * written to its end counts as not written. Usable from any thread and by many processes.
 */
public final class FileMigrationHistory implements MigrationHistory {

    private final Path file;
    private final DirectoryLock lock;

    /** A history in a directory, which is made with the first entry. */
    public FileMigrationHistory(Path directory) {
        this.file = directory.resolve("history.jsonl");
        this.lock = new DirectoryLock(directory);
    }

    @Override
    public void append(Entry entry) {
        exclusively(
                () -> {
                    List<String> lines = lines();
                    String previous =
                            lines.isEmpty()
                                    ? ""
                                    : HistoryLine.hash(lines.getLast(), place(lines.size()));
                    write(lines, HistoryLine.of(entry, previous));
                    return true;
                });
    }

    private void write(List<String> before, String line) {
        long end = before.stream().mapToLong(l -> bytes(l).length + 1L).sum();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(end);
            channel.position(end);
            ByteBuffer bytes = ByteBuffer.wrap(bytes(line + "\n"));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw notWritable(e).toException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Problem notWritable(IOException e) {
        return Problem.of(
                ProblemCode.OUTPUT_NOT_WRITABLE,
                file.toString(),
                "the history of migrations could not be written: " + e,
                "Check that the directory can be written.");
    }

    /** The lines that were written to their end. */
    private List<String> lines() {
        try {
            String text = Files.readString(file);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (CharacterCodingException e) {
            throw HistoryLine.damaged(file.toString(), "it is no text").toException(e);
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.INPUT_UNREADABLE,
                            file.toString(),
                            "the history of migrations cannot be read: " + e,
                            "Check that the file can be read.")
                    .toException(e);
        }
    }

    private String place(int number) {
        return file + ":" + number;
    }

    @Override
    public List<Kept> entries() {
        return HistoryLine.read(lines(), this::place);
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        return lock.exclusively(work);
    }
}
