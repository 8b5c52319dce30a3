package io.graphbus.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.build.BuildListener;
import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildRequest;
import io.graphbus.build.BuildResult;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin for a build tool needs, with the public classes alone. */
class EmbeddedBuildTest {

    @TempDir Path root;

    private Path project(String name, String body) throws IOException {
        Path agents = Files.createDirectories(root.resolve(name + "/src/shop"));
        Files.writeString(
                agents.resolve("Desk.java"),
                "package shop;\nimport io.graphbus.agent.*;\n@Agent public class Desk {\n"
                        + body
                        + "\n}\n");
        return agents.getParent();
    }

    private static final String METHOD = "@SchemaMethod public int one(int i) { return i; }";

    @Test
    void aBuildIsARequestAndAResult() throws IOException {
        Path sources = project("fine", METHOD);
        Set<BuildListener.Phase> heard = EnumSet.noneOf(BuildListener.Phase.class);
        BuildResult result =
                BuildOrchestrator.build(
                        BuildRequest.of(sources)
                                .output(root.resolve("target/graphbus"))
                                .classpath(List.of())
                                .listener((phase, done, total) -> heard.add(phase)));
        assertThat(result.succeeded()).isTrue();
        assertThat(heard).containsExactly(BuildListener.Phase.values());
        assertThat(result.graph().agentNames()).containsExactly("Desk");
        assertThat(ArtifactDirectory.read(result.artifacts()).graph()).isEqualTo(result.graph());
    }

    @Test
    void problemsComeAsDataAndNothingIsPrintedOrWritten() throws IOException {
        Path sources = project("wrong", METHOD + " int x = \"text\";");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
        BuildResult result;
        try {
            result =
                    BuildOrchestrator.build(
                            BuildRequest.of(sources).output(root.resolve("out")).checkOnly(false));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(root.resolve("out")).doesNotExist();
        Problem problem = result.errors().get(0);
        assertThat(problem.code()).isEqualTo(ProblemCode.COMPILE_ERROR);
        assertThat(problem.severity()).isEqualTo(Severity.ERROR);
        assertThat(problem.where()).startsWith("shop/Desk.java:4:");
    }

    @Test
    void buildsOfOneProcessDoNotKnowOfEachOther() throws Exception {
        List<Callable<BuildResult>> builds = new ArrayList<>();
        for (int i : IntStream.range(0, 4).toArray()) {
            Path sources = project("p" + i, METHOD.replace("one", "method" + i));
            Path output = root.resolve("p" + i + "/out");
            builds.add(() -> BuildOrchestrator.build(BuildRequest.of(sources).output(output)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            int i = 0;
            for (Future<BuildResult> built : threads.invokeAll(builds)) {
                var desk = built.get().orThrow().graph().agent("Desk").orElseThrow();
                assertThat(desk.operations()).containsExactly("method" + i++);
            }
        }
    }
}
