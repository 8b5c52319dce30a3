package io.graphbus.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import io.graphbus.artifact.FileTree;
import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A project that agents are generated into, built and tested as its user would. */
record GeneratedProject(Path root) {

    Result generate(String... words) {
        List<Object> all = new ArrayList<>(List.of("generate", "agent"));
        all.addAll(List.of(words));
        all.addAll(List.of("--project", root));
        return Cli.run(all.toArray());
    }

    GeneratedProject generated(String... words) {
        Result result = generate(words);
        assertThat(result.code()).as(result.err()).isZero();
        return this;
    }

    String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    List<String> files() throws IOException {
        return FileTree.files(root);
    }

    Result build() {
        Result built = Cli.run("build", root.resolve("agents"));
        assertThat(built.code()).as(built.err()).isZero();
        return built;
    }

    /** Compiles agents and tests with all warnings, runs the tests, and says how many passed. */
    long test() throws IOException {
        Path classes = Files.createTempDirectory(root, ".classes");
        compile(classes);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        URL[] path = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
            thread.setContextClassLoader(loader);
            LauncherDiscoveryRequest request =
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClasspathRoots(Set.of(classes)))
                            .build();
            LauncherFactory.create().execute(request, listener);
        } finally {
            thread.setContextClassLoader(before);
        }
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getFailures()).extracting(f -> f.getException()).isEmpty();
        return summary.getTestsSucceededCount();
    }

    private void compile(Path classes) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String directory : List.of("agents", "tests")) {
            try (Stream<Path> files = Files.walk(root.resolve(directory))) {
                files.filter(f -> f.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        List<String> options =
                List.of(
                        "-parameters",
                        "-proc:none",
                        "-Xlint:all,-path",
                        "-Werror",
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(sources);
            boolean done = compiler.getTask(said, files, null, options, null, units).call();
            assertThat(done).as(said.toString()).isTrue();
        }
    }
}
