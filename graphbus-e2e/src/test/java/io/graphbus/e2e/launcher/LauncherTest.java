package io.graphbus.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Outcome;
import io.graphbus.e2e.process.Program.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    @TempDir Path temp;
    private FakeCheckout checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = new FakeCheckout(temp.resolve("a checkout with spaces"));
    }

    @Test
    void buildsOnFirstUseAndKeepsStandardOutputForTheProgram() throws IOException {
        Outcome first = checkout.program().runWithInput("from stdin", "call", "A.b", "{\"x\": 1}");
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out()).startsWith("call A.b {\"x\": 1}\n").endsWith("from stdin");
        assertThat(first.out()).doesNotContain("noise", "building");
        assertThat(first.err()).contains("graphbus: building GraphBus", "noise of the build");

        Outcome second = checkout.program().run("call");
        assertThat(second.err()).isEmpty();
        assertThat(checkout.builds()).isOne();
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws IOException {
        checkout.program().run("x");
        FileTime later = FileTime.from(Instant.now().plusSeconds(60));
        Files.setLastModifiedTime(checkout.root.resolve("graphbus-core/src/main/A.java"), later);
        checkout.program().run("x");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void twoStartedAtOnceBuildOnce() throws Exception {
        Running one = checkout.program().start("", "one");
        Running two = checkout.program().start("", "two");
        assertThat(one.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(two.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(one.outcome().out()).startsWith("one\n");
        assertThat(two.outcome().out()).startsWith("two\n");
        assertThat(checkout.builds()).isOne();
    }

    @Test
    void aFailedBuildEndsWithTwoAndTheNextStartTriesAgain() throws IOException {
        Files.writeString(checkout.root.resolve("broken"), "");
        Outcome failed = checkout.program().run("x");
        assertThat(failed.exit()).isEqualTo(2);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("the build failed");
        Files.delete(checkout.root.resolve("broken"));
        assertThat(checkout.program().run("x").exit()).isZero();
    }

    @Test
    void shortCommandsStartLightAndServersGetTheWholeJvm() {
        assertThat(checkout.program().run("-v", "build").out()).contains("TieredStopAtLevel=1");
        assertThat(checkout.program().run("serve", "x").out()).doesNotContain("TieredStopAtLevel");
        assertThat(checkout.program().run("run").out()).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void argumentsBeyondAsciiSurviveAPlainLocale() {
        Program plain = checkout.program().with("LC_ALL", "POSIX");
        assertThat(plain.run("call", "größe").out()).startsWith("call größe\n");
    }

    @Test
    void worksThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("gb"), checkout.root.resolve("graphbus"));
        assertThat(Program.of(link, temp).run("x").out()).startsWith("x\n");
    }

    @Test
    void worksFromAnUnpackedDistribution() throws IOException {
        checkout.program().run("x");
        Path home = Files.createDirectories(temp.resolve("dist"));
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Path launcher = home.resolve("bin/graphbus");
        Files.copy(checkout.root.resolve("graphbus"), launcher);
        launcher.toFile().setExecutable(true);
        Files.copy(checkout.root.resolve(".mvn/jdk.sh"), home.resolve("bin/jdk.sh"));
        Outcome empty = Program.of(launcher, temp).run("x");
        assertThat(empty.exit()).isEqualTo(2);
        assertThat(empty.err()).contains("unpack the distribution again");
        Files.copy(checkout.root.resolve("fake.jar"), home.resolve("lib/graphbus.jar"));
        assertThat(Program.of(launcher, temp).run("x").out()).startsWith("x\n");
    }
}
