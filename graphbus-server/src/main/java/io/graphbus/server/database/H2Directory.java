package io.graphbus.server.database;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directory of an H2 file. It is made before H2 would, which meets a place where it cannot be
 * with stack traces.
 */
record H2Directory(Path path) {

    private static final Pattern FILE_URL = Pattern.compile("jdbc:h2:(?:file:)?(/[^;]*)(?:;.*)?");

    /** The directory that a JDBC URL names absolutely. */
    static Optional<H2Directory> of(String url) {
        Matcher matcher = FILE_URL.matcher(url);
        return matcher.matches()
                ? Optional.ofNullable(Path.of(matcher.group(1)).getParent()).map(H2Directory::new)
                : Optional.empty();
    }

    /**
     * Makes the directory where it is missing.
     *
     * @throws io.graphbus.problem.GraphBusException {@code OUTPUT_NOT_WRITABLE} where nothing can
     *     be written
     */
    void prepare() {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw problem().toException(e);
        }
        if (!Files.isWritable(path)) {
            throw problem().toException();
        }
    }

    private Problem problem() {
        return Problem.of(
                ProblemCode.OUTPUT_NOT_WRITABLE,
                path.toString(),
                "The database's directory cannot be made or written to.",
                "Choose another with graphbus.data (serve: --data), or give this one to the user"
                        + " that runs the server.");
    }
}
