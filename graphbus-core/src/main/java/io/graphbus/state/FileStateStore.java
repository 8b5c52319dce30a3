package io.graphbus.state;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.store.StateStore;
import io.graphbus.store.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Keeps each agent's state in a file of its own, named after the agent. A file is replaced as a
 * whole or not at all; one that cannot be read is put aside when the agent starts without it.
 * Usable from any thread.
 */
public final class FileStateStore implements StateStore {

    private static final Logger log = LoggerFactory.getLogger(FileStateStore.class);
    private static final String SUFFIX = ".json";

    private final Path directory;
    private final StateFiles files;
    private final Clock clock;

    /**
     * A store in a directory, which is made with the first save.
     *
     * @param clock names what is put aside
     */
    public FileStateStore(Path directory, Clock clock) {
        this.directory = directory;
        this.files = new StateFiles(directory, SUFFIX, FileStateStore::ownerOf);
        this.clock = clock;
    }

    /** What a file holds. */
    private record Content(
            int formatVersion,
            String agent,
            String schemaVersion,
            Instant savedAt,
            JsonNode state) {}

    @Override
    public synchronized Optional<StoredState> load(String agent) {
        Path file = files.of(agent);
        try {
            return Optional.of(read(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException | CharacterCodingException | IncompleteException e) {
            throw corrupt(agent, file, e).toException(e);
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.INPUT_UNREADABLE,
                            agent,
                            "the saved state of " + agent + " cannot be read: " + e,
                            "Check that " + file + " is a file that can be read.")
                    .toException(e);
        }
    }

    /** A file that holds JSON, but no state. */
    private static final class IncompleteException extends IOException {
        private static final long serialVersionUID = 1L;

        IncompleteException() {
            super("it is not a complete state file");
        }
    }

    private static StoredState read(Path file) throws IOException {
        Content content = Json.MAPPER.readValue(Files.readString(file), Content.class);
        boolean whole = content != null && whole(content);
        if (!whole) {
            throw new IncompleteException();
        }
        return new StoredState(
                content.agent, content.schemaVersion, content.state.toString(), content.savedAt);
    }

    @SuppressWarnings("NullAway") // what was read may lack anything
    private static boolean whole(Content content) {
        return content.formatVersion == 1
                && content.agent != null
                && content.schemaVersion != null
                && content.savedAt != null
                && content.state != null;
    }

    private static Problem corrupt(String agent, Path file, Exception e) {
        return Problem.of(
                ProblemCode.STATE_CORRUPT,
                agent,
                "the saved state of " + agent + " cannot be read: " + reason(e),
                "Look at " + file + ", or clear the state of " + agent + ".");
    }

    private static @Nullable String reason(Exception e) {
        return e instanceof JacksonException jackson ? Json.reason(jackson) : e.getMessage();
    }

    @Override
    public synchronized void save(StoredState state) {
        Path file = files.of(state.agent());
        try {
            Files.createDirectories(directory);
            WholeFile.replace(file, text(state));
        } catch (IOException | JacksonException e) {
            throw Problem.of(
                            ProblemCode.STATE_NOT_SAVED,
                            state.agent(),
                            "the state of " + state.agent() + " could not be saved: " + e,
                            "Check that "
                                    + directory
                                    + " can be written; the earlier state is kept.")
                    .toException(e);
        }
    }

    /** The state as it is goes into the text: it may be too large for a second form in memory. */
    private static String text(StoredState state) {
        check(state.json());
        return "{\"formatVersion\":1,\"agent\":"
                + Json.MAPPER.writeValueAsString(state.agent())
                + ",\"schemaVersion\":"
                + Json.MAPPER.writeValueAsString(state.schemaVersion())
                + ",\"savedAt\":"
                + Json.MAPPER.writeValueAsString(state.savedAt())
                + ",\"state\":"
                + state.json()
                + "}";
    }

    private static void check(String json) {
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            parser.nextToken();
            parser.skipChildren();
            parser.nextToken();
        }
    }

    @Override
    public synchronized void setAside(String agent) {
        Path file = files.of(agent);
        try {
            log.warn("The unreadable state of {} was kept as {}", agent, moveAside(file));
        } catch (IOException e) {
            log.warn("The unreadable state {} could not be put aside: {}", file, e.toString());
        }
    }

    /** Never in the place of what was put aside before. */
    private Path moveAside(Path file) throws IOException {
        String name = file.getFileName() + ".corrupt-" + clock.millis();
        for (int i = 1; ; i++) {
            Path aside = file.resolveSibling(i == 1 ? name : name + "-" + i);
            try {
                return Files.move(file, aside);
            } catch (FileAlreadyExistsException e) {
                log.debug("{} is taken", aside);
            }
        }
    }

    @Override
    public synchronized boolean delete(String agent) {
        try {
            return Files.deleteIfExists(files.of(agent));
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.STATE_NOT_SAVED,
                            agent,
                            "the state of " + agent + " could not be deleted: " + e,
                            "Check that " + directory + " can be written.")
                    .toException(e);
        }
    }

    @Override
    public Use use() {
        return DirectoryUse.of(directory).begin();
    }

    @Override
    public <T> T unused(Supplier<T> work) {
        return DirectoryUse.of(directory).unused(work);
    }

    @Override
    public synchronized List<StoredState> list() {
        List<StoredState> states = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return states;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            files.forEach(file -> add(file, states));
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.INPUT_UNREADABLE,
                            directory.toString(),
                            "the saved states cannot be listed: " + e,
                            "Check that the directory can be read.")
                    .toException(e);
        }
        states.sort(Comparator.comparing(StoredState::agent));
        return states;
    }

    private static void add(Path file, List<StoredState> states) {
        try {
            states.add(read(file));
        } catch (IOException | JacksonException e) {
            log.warn("{} is not a readable state file: {}", file, reason(e));
        }
    }

    /** Whose state a file holds; {@code null} when it cannot be told. */
    private static @Nullable String ownerOf(Path file) {
        try {
            return read(file).agent();
        } catch (IOException | JacksonException e) {
            return null;
        }
    }
}
