package io.graphbus.cli.generate;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where in a project something is written.
 *
 * @param root the project
 * @param agents the directory of sources
 * @param start where the user stands
 */
record Workplace(Path root, Path agents, Path start) {

    private static final String AGENTS = "agents";
    private static final Pattern TESTS =
            Pattern.compile("<testSourceDirectory>\\s*([^<]+?)\\s*</testSourceDirectory>");

    /**
     * The nearest agents directory upwards: one that holds Java files, or any in {@code start}
     * itself, where one is made if there is none.
     */
    static Workplace nearest(Path start) throws IOException {
        Path here = start.toAbsolutePath().normalize();
        for (Path at = here; at != null; at = at.getParent()) {
            Path agents = at.endsWith(AGENTS) ? at : at.resolve(AGENTS);
            Path root = agents.getParent();
            if (root != null
                    && Files.isDirectory(agents)
                    && (at.equals(here) || holdsJava(agents))) {
                return new Workplace(root, agents, here);
            }
        }
        return new Workplace(here, here.resolve(AGENTS), here);
    }

    boolean isEmpty() throws IOException {
        return !Files.isDirectory(agents) || !holdsJava(agents);
    }

    private static boolean holdsJava(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        }
    }

    /** The package the user stands in, or else the one that most agents are in. */
    String packageName(AgentGraph graph) {
        if (start.startsWith(agents) && !start.equals(agents)) {
            return agents.relativize(start).toString().replace('\\', '/').replace('/', '.');
        }
        Map<String, Long> packages =
                graph.agents().stream()
                        .map(Workplace::packageOf)
                        .collect(
                                Collectors.groupingBy(
                                        Function.identity(), TreeMap::new, Collectors.counting()));
        return packages.entrySet().stream()
                .max(
                        Map.Entry.<String, Long>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static String packageOf(AgentDefinition agent) {
        int dot = agent.className().lastIndexOf('.');
        return dot < 0 ? "" : agent.className().substring(0, dot);
    }

    /** A source file's path below the project. */
    String source(String packageName, String type) {
        return root.relativize(agents).toString() + file(packageName, type);
    }

    String test(String packageName, String type) throws IOException {
        return tests() + file(packageName, type);
    }

    private static String file(String packageName, String type) {
        String directory = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
        return "/" + directory + type + ".java";
    }

    boolean isMaven() {
        return Files.isRegularFile(root.resolve("pom.xml"));
    }

    /** Where Maven looks for tests; without Maven, beside the agents. */
    private String tests() throws IOException {
        if (!isMaven()) {
            return "tests";
        }
        Matcher directory = TESTS.matcher(Files.readString(root.resolve("pom.xml")));
        return directory.find()
                ? directory.group(1).replace("${project.basedir}/", "").replace("${basedir}/", "")
                : "src/test/java";
    }
}
