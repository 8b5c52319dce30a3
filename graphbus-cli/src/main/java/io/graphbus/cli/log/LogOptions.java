package io.graphbus.cli.log;

import io.graphbus.artifact.ArtifactDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The data directory that is meant instead of a server. */
public final class LogOptions {

    /** The label of a directory that is only meant when the command line itself names it. */
    public static final String GIVEN_ONLY = "DATA";

    @Option(
            names = "--data",
            paramLabel = GIVEN_ONLY,
            description =
                    "Instead of a server the event log of a graph that has run in the command line and"
                            + " does not run now, such as graphbus-data.")
    private @Nullable Path data;

    @Option(
            names = "--artifacts",
            paramLabel = "DIR",
            description = "The artifacts of that graph; without it .graphbus beside the data.")
    private @Nullable Path artifacts;

    /** Whether a data directory is named. */
    public boolean isNamed() {
        return data != null;
    }

    /** Opens the log that is named. */
    public KeptLog open() {
        return KeptLog.open(data(), artifacts());
    }

    public Path data() {
        return data == null ? Path.of("graphbus-data") : data;
    }

    /** The artifacts of the graph whose log it is. */
    public Path artifacts() {
        return artifacts == null
                ? data().toAbsolutePath().normalize().resolveSibling(ArtifactDirectory.NAME)
                : artifacts;
    }
}
