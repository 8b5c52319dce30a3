package io.graphbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at the classes that a process of its own has loaded. */
class LightStartTest {

    @TempDir private Path directory;

    @Test
    void onlyServeNeedsSpringAndOnlyYamlNeedsYaml() throws Exception {
        String artifacts = directory.resolve(".graphbus").toString();
        List<String[]> commands =
                List.of(
                        new String[] {"build", Cli.HELLO.toString(), "-o", artifacts},
                        new String[] {"validate", Cli.HELLO.toString()},
                        new String[] {"inspect", artifacts, "--agents", "--format", "json"},
                        new String[] {"export", artifacts, "--format", "asyncapi"},
                        new String[] {"run", artifacts, "-i"},
                        new String[] {
                            "call", "HelloService.generateMessage", "--artifacts", artifacts
                        },
                        new String[] {"publish", "/A", "1", "--artifacts", artifacts});
        for (String[] command : commands) {
            assertThat(classesLoadedBy(command))
                    .as("%s", (Object) command)
                    .anyMatch(line -> line.contains("io.graphbus.cli.Graphbus"))
                    .noneMatch(LightStartTest::isSpring)
                    .noneMatch(line -> line.matches(".* (org\\.snakeyaml|org\\.yaml)\\..*"))
                    .noneMatch(line -> line.contains(" tools.jackson.dataformat.yaml."))
                    .noneMatch(line -> line.contains(" org.jline."));
        }
    }

    @Test
    void aBuildWithoutChangesStartsNoCompilerAndLoadsNoAgents() throws Exception {
        String artifacts = directory.resolve(".graphbus").toString();
        assertThat(Cli.run("build", Cli.HELLO, "-o", artifacts).code()).isZero();
        assertThat(classesLoadedBy("build", Cli.HELLO.toString(), "-o", artifacts))
                .anyMatch(line -> line.contains("io.graphbus.rebuild.Earlier"))
                .noneMatch(line -> line.contains(" com.sun.tools.javac."))
                .noneMatch(line -> line.contains(" hello."));
    }

    /**
     * Logback itself loads the configurator that Spring Boot offers it, and nothing else of Spring.
     */
    private static boolean isSpring(String line) {
        return line.contains(" org.springframework.")
                && !line.contains(".boot.logging.logback.RootLogLevelConfigurator ");
    }

    private List<String> classesLoadedBy(String... command) throws Exception {
        Path loaded = directory.resolve("loaded.txt");
        List<String> words = new ArrayList<>();
        words.add(ProcessHandle.current().info().command().orElseThrow());
        words.add("-XX:TieredStopAtLevel=1");
        words.add("-XX:+UseSerialGC");
        words.add("-Xlog:class+load:file=" + loaded);
        words.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Graphbus.class.getName()));
        words.addAll(List.of(command));
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return Files.readAllLines(loaded);
    }
}
