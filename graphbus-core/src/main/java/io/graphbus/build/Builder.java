package io.graphbus.build;

import io.graphbus.artifact.FileTree;
import io.graphbus.schema.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who builds: another GraphBus or another JDK may write other bytes. */
final class Builder {

    private static final String DEVELOPMENT = "development";

    private Builder() {}

    /** Of this GraphBus; {@code development} when it does not run from its jar. */
    static String version() {
        String version = Builder.class.getPackage().getImplementationVersion();
        return version == null ? DEVELOPMENT : version;
    }

    /** Versions of GraphBus and the JDK, and for GraphBus in the making its content. */
    static String identity() throws IOException {
        String version = version();
        boolean inTheMaking = version.equals(DEVELOPMENT) || version.endsWith("-SNAPSHOT");
        return "graphbus "
                + version
                + (inTheMaking ? " " + Content.HASH : "")
                + ", java "
                + Runtime.version();
    }

    /** Computed once: what runs does not change. */
    private static final class Content {

        static final String HASH = hash();

        private static String hash() {
            try {
                URL url = Builder.class.getProtectionDomain().getCodeSource().getLocation();
                Path place = Path.of(url.toURI());
                return (Files.isDirectory(place)
                                ? FileTree.hash(place)
                                : Json.sha256(Files.readAllBytes(place)))
                        .substring(0, 16);
            } catch (IOException
                    | URISyntaxException
                    | IllegalArgumentException
                    | FileSystemNotFoundException e) {
                return "of unknown content"; // inside another jar
            }
        }
    }
}
