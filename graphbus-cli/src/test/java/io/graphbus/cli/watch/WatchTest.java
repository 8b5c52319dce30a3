package io.graphbus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Background;
import io.graphbus.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class WatchTest {

    @TempDir private Path directory;

    private static String agent(String name, String body) {
        return "import io.graphbus.agent.*;\n@Agent public class %s {\n  %s\n}\n"
                .formatted(name, body);
    }

    @Test
    void itBuildsAgainAfterEachChangeUntilCtrlC() throws Exception {
        Path agents =
                Cli.sources(
                        directory.resolve("agents"),
                        Map.of("A.java", agent("A", ""), "B.java", agent("B", "")));
        Background watch = Background.start("(Watching) ", "build", agents, "--watch");
        watch.awaitOut("first build: built 2 agents");

        write(agents.resolve("A.java"), agent("A", "@SchemaMethod public int one() { return 1; }"));
        watch.awaitOut("A.java changed: built 2 agents.* \\(1 of 2 files compiled\\) in \\d+ ms");

        write(agents.resolve("deep/er/C.java"), "package deep.er;\n" + agent("C", ""));
        watch.awaitOut("changed: built 3 agents");
        assertThat(directory.resolve(".graphbus/classes/deep/er/C.class")).exists();

        write(agents.resolve("B.java"), agent("B", "int x = ;"));
        watch.awaitOut("B.java changed: 1 error, artifacts left as they were");
        assertThat(watch.err()).contains("B.java:3:11: error [COMPILE_ERROR]");
        assertThat(directory.resolve(".graphbus/classes/B.class")).exists();

        Files.delete(agents.resolve("B.java"));
        watch.awaitOut("B.java deleted: built 2 agents");
        assertThat(directory.resolve(".graphbus/classes/B.class")).doesNotExist();

        assertThat(watch.interrupt()).isZero();
        assertThat(watch.out().lines()).hasSize(5).allMatch(line -> line.length() < 120);
    }

    @Test
    void aLibraryThatChangesIsAReasonToBuild() throws Exception {
        Path agents = Cli.sources(directory.resolve("agents"), Map.of("A.java", agent("A", "")));
        Path library = Files.createDirectories(directory.resolve("library"));
        Background watch =
                Background.start("(Watching) ", "build", agents, "--watch", "--classpath", library);
        watch.awaitOut("first build: built 1 agent");
        write(library.resolve("words.txt"), "one");
        watch.awaitOut("words.txt changed: built 1 agent");
        assertThat(watch.interrupt()).isZero();
    }

    @Test
    void aMissingDirectoryIsNotWaitedFor() {
        assertThat(Cli.run("build", directory.resolve("none"), "--watch").code()).isEqualTo(2);
    }

    /** As editors do: beside, and then in one go. */
    private void write(Path file, String text) throws IOException {
        Path beside = directory.resolve("draft");
        Files.writeString(beside, text);
        Files.createDirectories(file.getParent());
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
