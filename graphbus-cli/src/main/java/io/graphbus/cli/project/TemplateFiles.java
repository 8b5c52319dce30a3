package io.graphbus.cli.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a template, as a project of some name gets them. They are packed into this program
 * from the examples directory when it is built.
 *
 * @param texts by path with {@code /}
 */
record TemplateFiles(SortedMap<String, String> texts) {

    private static final String POM = "pom.xml";
    private static final String README = "README.md";
    private static final String COMMAND = "    $ ";

    static TemplateFiles of(Template template, String project) {
        try {
            SortedMap<String, String> texts = packed(template);
            String label = template.label();
            texts.computeIfPresent(POM, (file, text) -> pom(text, label, project));
            texts.computeIfPresent(
                    README, (file, text) -> text.replaceFirst("# " + label, "# " + project));
            texts.put(".gitignore", resource("gitignore"));
            return new TemplateFiles(texts);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("this program lacks its templates", e);
        }
    }

    private static String pom(String text, String label, String project) {
        return text.replaceFirst(element("artifactId", label), element("artifactId", project))
                .replaceFirst(element("name", label), element("name", project));
    }

    private static String element(String name, String value) {
        return "<" + name + ">" + value + "</" + name + ">";
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = TemplateFiles.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static SortedMap<String, String> packed(Template template)
            throws IOException, URISyntaxException {
        String place = "templates/" + template.label();
        URL url = Objects.requireNonNull(TemplateFiles.class.getResource(place), place);
        if (url.openConnection() instanceof JarURLConnection jar) {
            URI file = jar.getJarFileURL().toURI();
            try (FileSystem files = FileSystems.newFileSystem(Path.of(file))) {
                return read(files.getPath(jar.getEntryName()));
            }
        }
        return read(Path.of(url.toURI()));
    }

    private static SortedMap<String, String> read(Path directory) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> texts.put(name(directory, file), text(file)));
        }
        return texts;
    }

    private static String name(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first commands that the README shows: how to build, and something to look at. */
    List<String> firstCommands() {
        return Objects.requireNonNull(texts.get(README))
                .lines()
                .filter(line -> line.startsWith(COMMAND))
                .map(line -> line.substring(COMMAND.length()))
                .limit(2)
                .toList();
    }
}
