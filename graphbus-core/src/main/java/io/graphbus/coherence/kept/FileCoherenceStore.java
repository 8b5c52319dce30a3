package io.graphbus.coherence.kept;

import io.graphbus.coherence.evidence.Snapshot;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Keeps it in the file {@code coherence.json} of a directory, which is replaced as a whole or not
 * at all. Safe for use by many threads.
 */
public final class FileCoherenceStore implements CoherenceStore {

    private final Path file;
    private final Path aside;

    /** A store in a directory, which is made with the first save. */
    public FileCoherenceStore(Path directory) {
        this.file = directory.resolve("coherence.json");
        this.aside = directory.resolve("coherence.json.damaged");
    }

    @Override
    public Optional<Claim> claim() {
        return DirectoryClaim.of(file.toAbsolutePath().normalize().resolveSibling(".keeper"));
    }

    @Override
    public Optional<Snapshot> load() {
        try {
            return Optional.of(SnapshotText.read(Files.readString(file), file.toString()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of(SnapshotText.read("", file.toString()));
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.INPUT_UNREADABLE,
                            file.toString(),
                            "what is kept of coherence cannot be read: " + e,
                            "Check that the file can be read.")
                    .toException(e);
        }
    }

    @Override
    public void save(Snapshot snapshot) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.replace(file, SnapshotText.of(snapshot));
        } catch (IOException e) {
            throw notWritable(e).toException(e);
        }
    }

    @Override
    public String setAside() {
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return aside.toString();
        } catch (IOException e) {
            throw notWritable(e).toException(e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private Problem notWritable(IOException e) {
        return Problem.of(
                ProblemCode.OUTPUT_NOT_WRITABLE,
                file.toString(),
                "coherence could not be saved: " + e,
                "Check that the directory can be written.");
    }
}
