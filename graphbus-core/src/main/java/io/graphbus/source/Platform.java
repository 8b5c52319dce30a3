package io.graphbus.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What agents may compile against without asking: GraphBus itself, SLF4J, JSpecify and Jackson, as
 * this process runs them.
 */
final class Platform {

    /** One class of each library. */
    private static final List<String> ANCHORS =
            List.of(
                    "io.graphbus.agent.Agent",
                    "org.slf4j.Logger",
                    "org.jspecify.annotations.NullMarked",
                    "tools.jackson.databind.JsonNode",
                    "tools.jackson.core.JsonParser",
                    "com.fasterxml.jackson.annotation.JsonProperty");

    private Platform() {}

    /**
     * Jars and directories; a jar inside another jar is copied to {@code scratch} first, since the
     * compiler cannot look inside.
     */
    static List<Path> classpath(Path scratch) {
        return ANCHORS.stream().map(anchor -> location(anchor, scratch)).distinct().toList();
    }

    private static Path location(String anchor, Path scratch) {
        URL url = load(anchor).getProtectionDomain().getCodeSource().getLocation();
        try {
            return url.getProtocol().equals("file") ? Path.of(url.toURI()) : copy(url, scratch);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of " + anchor + " is no path: " + url, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Platform.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("GraphBus runs without its libraries", e);
        }
    }

    static Path copy(URL url, Path scratch) throws IOException {
        String name = url.getPath().replaceAll("!/?$", "").replaceAll(".*/", "");
        Path copy = Files.createDirectories(scratch).resolve(name);
        URL jar =
                url.openConnection() instanceof JarURLConnection connection
                        ? connection.getJarFileURL()
                        : url;
        try (InputStream in = jar.openStream()) {
            Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }
}
