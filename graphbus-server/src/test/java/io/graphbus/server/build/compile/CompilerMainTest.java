package io.graphbus.server.build.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CompilerMainTest {

    @Test
    void aCompilerEndsWithItsServerInTheMiddleOfABuild(@TempDir Path directory) throws IOException {
        Path agents = Files.createDirectory(directory.resolve("agents"));
        Files.writeString(agents.resolve("Large.java"), large());
        var order = new BuildOrder(agents.toString(), directory.resolve("out").toString());
        Process compiler =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                CompilerMain.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();

        try (var orders = compiler.outputWriter(StandardCharsets.UTF_8)) {
            orders.write(JsonMapper.shared().writeValueAsString(order) + "\n");
        }

        assertThat(compiler.inputReader().lines()).noneMatch(l -> l.contains(CompilerMain.ANSWER));
        assertThat(compiler.onExit().join().exitValue()).isZero();
    }

    /** What takes seconds to build. */
    private static String large() {
        var source = new StringBuilder("class Large {\n");
        for (int i = 0; i < 20_000; i++) {
            source.append("int m").append(i).append("(int a) { return a + ").append(i);
            source.append("; }\n");
        }
        return source.append("}\n").toString();
    }
}
