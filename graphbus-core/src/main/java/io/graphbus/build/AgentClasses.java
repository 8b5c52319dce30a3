package io.graphbus.build;

import io.graphbus.extract.Extractor;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.source.AgentMethods;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The agents among a directory's classes, which are loaded but never initialised.
 *
 * @param agents sorted by name of the class
 */
record AgentClasses(List<Class<?>> agents) {

    private static final String ANNOTATIONS = "Lio/graphbus/agent/";

    /**
     * Looks for agents.
     *
     * @param files of the directory that are looked at
     */
    static AgentClasses load(
            ClassLoader loader, Path classes, List<String> files, List<Problem> problems)
            throws IOException {
        List<Class<?>> agents = new ArrayList<>();
        for (String file : files) {
            if (!file.endsWith(".class") || file.endsWith("-info.class")) {
                continue;
            }
            String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
            try {
                Class<?> type = Class.forName(name, false, loader);
                if (Extractor.isAgent(type)) {
                    AgentMethods.of(type);
                    agents.add(type);
                }
            } catch (ClassNotFoundException | LinkageError | TypeNotPresentException e) {
                report(name, classes.resolve(file), e, problems);
            }
        }
        return new AgentClasses(agents);
    }

    /** Classes that have nothing to do with agents may well lack something here. */
    private static void report(String name, Path file, Throwable cause, List<Problem> problems)
            throws IOException {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (content.contains(ANNOTATIONS)) {
            problems.add(
                    Problem.of(
                            ProblemCode.COMPILE_ERROR,
                            name,
                            "the class " + name + " cannot be loaded: " + cause,
                            "Put what it needs on --classpath."));
        }
    }
}
