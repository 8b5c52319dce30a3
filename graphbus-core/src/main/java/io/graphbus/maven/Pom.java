package io.graphbus.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A pom.xml with what it inherits. Values are worked out with the properties of the youngest. */
final class Pom {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");
    private static final int DEPTH = 20;

    private final Path file;
    private final Element root;
    private final @Nullable Pom parent;
    private final Map<String, String> properties = new HashMap<>();

    private Pom(Path file, Element root, @Nullable Pom parent) {
        this.file = file;
        this.root = root;
        this.parent = parent;
        if (parent != null) {
            properties.putAll(parent.properties);
        }
        child(root, "properties")
                .ifPresent(
                        all ->
                                children(all)
                                        .forEach(p -> properties.put(p.getTagName(), value(p))));
        for (String name : List.of("groupId", "artifactId", "version")) {
            String value = own(name);
            properties.put("project." + name, value);
            properties.put("pom." + name, value);
            text(root, "parent", name).ifPresent(v -> properties.put("project.parent." + name, v));
        }
        Path directory = file.toAbsolutePath().getParent();
        properties.put("project.basedir", String.valueOf(directory));
        properties.put("basedir", String.valueOf(directory));
    }

    /**
     * Reads a file and its parents.
     *
     * @throws IOException when it is no readable pom.xml
     */
    static Pom read(Path file, Repository repository) throws IOException {
        return read(file, repository, 0);
    }

    private static Pom read(Path file, Repository repository, int depth) throws IOException {
        Element root = parse(file);
        if (child(root, "parent").isEmpty() || depth > DEPTH) {
            return new Pom(file, root, null);
        }
        Optional<Path> above = above(file, root);
        Optional<Path> known =
                above.isPresent()
                        ? above
                        : repository.file(
                                text(root, "parent", "groupId").orElse(""),
                                text(root, "parent", "artifactId").orElse(""),
                                text(root, "parent", "version").orElse(""),
                                ".pom");
        return new Pom(
                file, root, known.isEmpty() ? null : read(known.get(), repository, depth + 1));
    }

    private static Optional<Path> above(Path file, Element root) throws IOException {
        Path relative = Path.of(text(root, "parent", "relativePath").orElse("../pom.xml"));
        boolean none =
                child(root, "parent")
                        .flatMap(p -> child(p, "relativePath"))
                        .filter(e -> value(e).isEmpty())
                        .isPresent();
        Path place = file.toAbsolutePath().resolveSibling(relative).normalize();
        Path pom = Files.isDirectory(place) ? place.resolve("pom.xml") : place;
        if (none || !Files.isRegularFile(pom)) {
            return Optional.empty();
        }
        boolean same = text(parse(pom), "artifactId").equals(text(root, "parent", "artifactId"));
        return same ? Optional.of(pom) : Optional.empty();
    }

    private static Element parse(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(file.toFile()).getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    Path file() {
        return file;
    }

    Optional<Pom> parent() {
        return Optional.ofNullable(parent);
    }

    /** Without what is inherited from parents only as a default. */
    private String own(String name) {
        return text(root, name).or(() -> text(root, "parent", name)).orElse("");
    }

    String artifactId() {
        return resolve(own("artifactId"));
    }

    String groupId() {
        return resolve(own("groupId"));
    }

    Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name)).map(this::resolve);
    }

    /** Directories of the modules below. */
    List<Path> modules() {
        return child(root, "modules").stream()
                .flatMap(all -> children(all).stream())
                .map(m -> file.toAbsolutePath().resolveSibling(resolve(value(m))).normalize())
                .toList();
    }

    /** The element's text, here or in a parent, such as {@code build/sourceDirectory}. */
    Optional<String> setting(String... path) {
        for (Pom pom = this; pom != null; pom = pom.parent) {
            Optional<String> found = text(pom.root, path);
            if (found.isPresent()) {
                return found.map(this::resolve);
            }
        }
        return Optional.empty();
    }

    /** Own dependencies before those of parents. */
    List<Artifact> dependencies() {
        return lineage().flatMap(p -> artifacts(child(p.root, "dependencies"))).toList();
    }

    /** Managed dependencies, own before those of parents; imports are among them. */
    List<Artifact> managed() {
        return lineage()
                .flatMap(
                        p ->
                                artifacts(
                                        child(p.root, "dependencyManagement")
                                                .flatMap(m -> child(m, "dependencies"))))
                .toList();
    }

    private Stream<Pom> lineage() {
        List<Pom> all = new ArrayList<>();
        for (Pom pom = this; pom != null; pom = pom.parent) {
            all.add(pom);
        }
        return all.stream();
    }

    private Stream<Artifact> artifacts(Optional<Element> list) {
        return list.stream().flatMap(l -> children(l).stream()).map(this::artifact);
    }

    private Artifact artifact(Element element) {
        Set<String> exclusions = new HashSet<>();
        child(element, "exclusions")
                .ifPresent(
                        all ->
                                children(all)
                                        .forEach(
                                                e ->
                                                        exclusions.add(
                                                                at(e, "groupId", "*")
                                                                        + ":"
                                                                        + at(
                                                                                e,
                                                                                "artifactId",
                                                                                "*"))));
        return new Artifact(
                at(element, "groupId", ""),
                at(element, "artifactId", ""),
                at(element, "version", ""),
                at(element, "type", "jar"),
                at(element, "classifier", ""),
                at(element, "scope", ""),
                at(element, "optional", "").equals("true"),
                exclusions);
    }

    private String at(Element element, String name, String otherwise) {
        return resolve(text(element, name).orElse(otherwise));
    }

    private String resolve(String text) {
        String result = text;
        for (int i = 0; i < DEPTH && result.contains("${"); i++) {
            result =
                    REFERENCE
                            .matcher(result)
                            .replaceAll(
                                    m ->
                                            Matcher.quoteReplacement(
                                                    properties.getOrDefault(
                                                            m.group(1),
                                                            System.getProperty(
                                                                    m.group(1), m.group(1)))));
        }
        return result;
    }

    private static Optional<String> text(Element from, String... path) {
        Optional<Element> here = Optional.of(from);
        for (String name : path) {
            here = here.flatMap(e -> child(e, name));
        }
        return here.map(Pom::value).filter(v -> !v.isEmpty());
    }

    private static String value(Element element) {
        return element.getTextContent().strip();
    }

    private static Optional<Element> child(Element element, String name) {
        return children(element).stream().filter(e -> e.getTagName().equals(name)).findFirst();
    }

    private static List<Element> children(Element element) {
        List<Element> found = new ArrayList<>();
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element child) {
                found.add(child);
            }
        }
        return found;
    }
}
