package io.graphbus.migration.delivery;

import io.graphbus.migration.DeclaredMigration;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A directory with a document for each migration. */
public final class MigrationDirectory {

    private MigrationDirectory() {}

    /**
     * All migrations of a directory, by the names of their files; none when there is no directory.
     *
     * @throws GraphBusException {@code INVALID_MIGRATION} for each document that is none
     */
    public static List<DeclaredMigration> read(Path directory) {
        return written(directory).stream().map(Written::migration).toList();
    }

    /** A migration with the document that it was read from. */
    public record Written(DeclaredMigration migration, JsonNode document) {}

    /** Like {@link #read}, with their documents. */
    public static List<Written> written(Path directory) {
        List<Written> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files(directory)) {
            String name = file.toString();
            try {
                JsonNode document = Json.parse(text(file), name);
                read.add(new Written(DeclaredMigration.read(document, name), document));
            } catch (GraphBusException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
        return read;
    }

    private static List<Path> files(Path directory) {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.json")) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static GraphBusException unreadable(Path path, IOException e) {
        return Problem.of(
                        ProblemCode.INPUT_UNREADABLE,
                        path.toString(),
                        "migrations cannot be read: " + e,
                        "Check that it can be read.")
                .toException(e);
    }
}
