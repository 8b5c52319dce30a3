package io.graphbus.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.build.Workshop;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader sees the artifacts of one build, however many are made meanwhile. */
@Timeout(120)
class TornReadTest {

    @TempDir Path root;

    private static BuildSummary swap(Path target, ArtifactDirectory.Content content) {
        return ArtifactDirectory.write(target, content);
    }

    @Test
    void aReaderNeverMixesTwoBuilds() throws InterruptedException {
        Path target = root.resolve("out");
        Workshop one = new Workshop(root.resolve("one")).shop();
        Workshop two =
                new Workshop(root.resolve("two"))
                        .source("Single.java", "@Agent public class Single {}");
        ArtifactDirectory.Content first = content(one);
        ArtifactDirectory.Content second = content(two);
        swap(target, first);
        AtomicBoolean done = new AtomicBoolean();
        Thread writer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int i = 0; i < 60; i++) {
                                        swap(target, i % 2 == 0 ? second : first);
                                    }
                                    done.set(true);
                                });
        while (!done.get()) {
            ArtifactDirectory read = ArtifactDirectory.read(target);
            assertThat(read.summary().agents()).isEqualTo(read.graph().agents().size());
        }
        writer.join();
    }

    private static ArtifactDirectory.Content content(Workshop workshop) {
        workshop.build().orThrow();
        ArtifactDirectory built = ArtifactDirectory.read(workshop.artifacts());
        return new ArtifactDirectory.Content(
                built.graph(),
                built.contracts(),
                built.path().resolve("classes"),
                built.path().resolve("generated-sources"),
                built.libraries(),
                built.summary(),
                "");
    }
}
