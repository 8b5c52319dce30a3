package io.graphbus.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.artifact.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is edited, a build on top of an earlier one gives what a whole build gives. */
class IncrementalBuildTest {

    private static final int EDITS = Integer.getInteger("graphbus.incremental.edits", 12);

    @TempDir Path root;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("graphbus.incremental.seeds", 2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBuildAfterAnEditEqualsAWholeBuild(long seed) throws IOException {
        ChangingProject project = new ChangingProject(root.resolve("agents"), seed);
        StringBuilder story = new StringBuilder("seed " + seed + ": ");
        int partial = 0;
        boolean broken = false;
        for (int i = 0; i <= EDITS; i++) {
            story.append(broken ? project.mend() : i == 0 ? "at first" : project.edit());
            Path changed = root.resolve("changed");
            Map<String, String> before = content(changed);
            BuildResult result = build(changed, false);
            BuildResult whole = build(root.resolve("whole" + i), true);
            assertThat(result.problems()).as(story.toString()).isEqualTo(whole.problems());
            assertThat(result.graph()).as(story.toString()).isEqualTo(whole.graph());
            assertThat(content(changed))
                    .as(story.toString())
                    .isEqualTo(whole.succeeded() ? content(whole.artifacts()) : before);
            partial += result.work().isPartial() ? 1 : 0;
            broken = !broken && !whole.succeeded();
            story.append(" ").append(result.work()).append("; ");
        }
        assertThat(partial).as(story.toString()).isGreaterThan(EDITS / 3);
    }

    private BuildResult build(Path output, boolean whole) {
        return BuildOrchestrator.build(
                BuildRequest.of(root.resolve("agents"))
                        .output(output)
                        .whole(whole)
                        .clock(Clock.fixed(Workshop.NOW, ZoneOffset.UTC)));
    }

    private static Map<String, String> content(Path directory) throws IOException {
        Map<String, String> content = new TreeMap<>();
        for (String file : FileTree.files(directory)) {
            content.put(
                    file, Files.readString(directory.resolve(file), StandardCharsets.ISO_8859_1));
        }
        return content;
    }
}
