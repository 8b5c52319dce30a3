package io.graphbus.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Outcome;
import io.graphbus.e2e.process.Program.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The cache of classes that the launcher makes in the background. */
@DisabledOnOs(OS.WINDOWS)
class CacheTest {

    @TempDir Path temp;
    private FakeCheckout checkout;
    private Path caches;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = new FakeCheckout(temp.resolve("a checkout with spaces"));
        checkout.program().run("build it");
        caches = temp.resolve("a cache/graphbus");
    }

    @Test
    void theFirstUseLeavesACacheForTheSecond() {
        assertThat(program().run("x").out()).doesNotContain("AOTCache");
        awaitRehearsal();
        Outcome second = program().run("x");
        assertThat(second.out()).contains("-XX:AOTCache=" + caches, "/look.aot");
        assertThat(second.err()).isEmpty();
        assertThat(files()).noneMatch(f -> f.contains(".config") || f.endsWith("lock"));
    }

    @Test
    void twoStartedAtOnceMakeOneCache() throws Exception {
        Running one = program().start("", "x");
        Running two = program().start("", "x");
        assertThat(one.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(two.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(one.outcome().err() + two.outcome().err()).isEmpty();
        awaitRehearsal();
        assertThat(files()).filteredOn(f -> f.endsWith(".aot")).hasSize(1);
    }

    @Test
    void aChangedProgramGetsANewCacheInPlaceOfTheOld() throws IOException {
        program().run("x");
        awaitRehearsal();
        Path lib = checkout.root.resolve("graphbus-cli/target/graphbus/lib");
        Files.writeString(lib.resolve("build-id"), "2\n");
        assertThat(program().run("x").out()).doesNotContain("AOTCache");
        awaitRehearsal();
        assertThat(program().run("x").out()).contains("AOTCache");
        assertThat(files()).filteredOn(f -> f.endsWith(".aot")).hasSize(1);
    }

    @Test
    void aJarThatWasTouchedGetsANewCacheForTheJvmWouldRefuseTheOld() throws IOException {
        program().run("x");
        awaitRehearsal();
        Path jar = checkout.root.resolve("graphbus-cli/target/graphbus/lib/graphbus.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(program().run("x").out()).doesNotContain("AOTCache");
    }

    @Test
    void otherFlagsOfTheUserGetACacheOfTheirOwn() {
        program().run("x");
        awaitRehearsal();
        Outcome other = program().with("GRAPHBUS_JAVA_OPTS", "-XX:+UseParallelGC").run("x");
        assertThat(other.exit()).as(other.err()).isZero();
        assertThat(other.out()).contains("UseParallelGC").doesNotContain("AOTCache", "UseSerialGC");
    }

    @Test
    void cachesOfInstallationsThatAreNoMoreAreRemoved() throws IOException {
        Path gone = Files.createDirectories(caches.resolve("opt-graphbus-0"));
        Files.writeString(gone.resolve("home"), temp.resolve("no-more") + "\n");
        Files.writeString(gone.resolve("look.aot"), "");
        Files.writeString(caches.resolve("short-1-2.aot"), "of an earlier version");
        program().run("x");
        awaitRehearsal();
        assertThat(gone).doesNotExist();
        assertThat(caches.resolve("short-1-2.aot")).doesNotExist();
    }

    @Test
    void whatFailedIsNotTriedAgainAtEachStart() {
        program().with("STAGE_FRIGHT", "1").run("x");
        await().atMost(Duration.ofSeconds(60)).until(() -> has(".failed") && !has("/lock"));
        List<String> left = files();
        assertThat(program().run("x").exit()).isZero();
        assertThat(files()).isEqualTo(left);
    }

    @Test
    void aCacheDirectoryThatCannotBeWrittenMeansNone() throws IOException {
        Path file = checkout.root.resolve("pom.xml");
        for (String directory : List.of(file.toString(), "/proc/nowhere")) {
            Outcome outcome =
                    checkout.program()
                            .with("GRAPHBUS_AOT", "on")
                            .with("XDG_CACHE_HOME", directory)
                            .run("x");
            assertThat(outcome.exit()).isZero();
            assertThat(outcome.out()).doesNotContain("AOTCache");
            assertThat(outcome.err()).isEmpty();
        }
    }

    @Test
    void whoHasNoHomeHasNoCache() {
        Outcome outcome =
                checkout.program()
                        .with("GRAPHBUS_AOT", "on")
                        .with("XDG_CACHE_HOME", "")
                        .with("HOME", "")
                        .run("x");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).startsWith("x\n").doesNotContain("AOTCache");
        assertThat(outcome.err()).isEmpty();
    }

    private Program program() {
        return checkout.program()
                .with("GRAPHBUS_AOT", "on")
                .with("XDG_CACHE_HOME", caches.getParent().toString());
    }

    private void awaitRehearsal() {
        await().atMost(Duration.ofSeconds(120)).until(() -> has(".key") && !has("/lock"));
    }

    private boolean has(String ending) {
        return files().stream().anyMatch(f -> f.endsWith(ending));
    }

    private List<String> files() {
        if (!Files.isDirectory(caches)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(caches)) {
            return files.map(Path::toString).sorted().toList();
        } catch (IOException | java.io.UncheckedIOException changedMeanwhile) {
            return List.of();
        }
    }
}
