package io.graphbus.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.e2e.process.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class FindingJavaTest {

    private static final String HERE = System.getProperty("java.home");

    @TempDir Path temp;
    private FakeCheckout checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = new FakeCheckout(temp.resolve("checkout"));
        Path script = checkout.root.resolve(".mvn/jdk.sh");
        Files.writeString(
                script,
                Files.readString(script)
                        .replace("/usr/lib/jvm/*", "/nowhere/*")
                        .replace("/opt/", "/nowhere/")
                        .replace("$(graphbus_jdk_of_macos)", "")
                        .replace("/Library/", "/nowhere/")
                        .replace("$(graphbus_jdk_on_path)", ""));
    }

    @Test
    void withoutAnyItSaysWhatWasSearchedAndWhatToInstall() throws IOException {
        Outcome outcome = with("", "").run("x");
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("JDK 25", "no Java at all", "Searched", "Install");
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void whatWasFoundAndDoesNotFitIsNamedWithItsVersion() throws IOException {
        Path old = java("jdk-17", "17.0.9", "java", "javac");
        java(".sdkman/candidates/java/25-jre", "25.0.1", "java");
        Outcome outcome = with("", old.toString()).run("x");
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .contains(old + " (17.0.9)", "25-jre (25.0.1, but a JRE: there is no javac)");
    }

    @Test
    void oneOfAPackageManagerIsFoundWhenJavaHomeIsTooOld() throws IOException {
        Path old = java("jdk-17", "17.0.9", "java", "javac");
        Path jdks = Files.createDirectories(temp.resolve(".sdkman/candidates/java"));
        Files.createSymbolicLink(jdks.resolve("25-tem"), Path.of(HERE));
        assertThat(with("", old.toString()).run("x").out()).startsWith("x\n");
    }

    @Test
    void itsOwnVariableComesFirst() throws IOException {
        Path old = java("jdk-17", "17.0.9", "java", "javac");
        assertThat(with(HERE, old.toString()).run("x").out()).startsWith("x\n");
    }

    @Test
    void itsOwnVariableIsAWishThatIsNotPassedOver() throws IOException {
        Path old = java("jdk-17", "17.0.9", "java", "javac");
        Outcome outcome = with(old.toString(), HERE).run("x");
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("GRAPHBUS_JAVA_HOME", old + " (17.0.9)");
        Outcome nowhere = with("/nowhere/at/all", HERE).run("x");
        assertThat(nowhere.err()).contains("/nowhere/at/all (no JDK)");
    }

    private io.graphbus.e2e.process.Program with(String own, String javaHome) {
        return checkout.program()
                .with("GRAPHBUS_JAVA_HOME", own)
                .with("JAVA_HOME", javaHome)
                .with("HOME", temp.toString());
    }

    private Path java(String directory, String version, String... programs) throws IOException {
        Path home = Files.createDirectories(temp.resolve(directory));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        for (String program : programs) {
            Path file = Files.writeString(home.resolve("bin").resolve(program), "#!/bin/sh\n");
            file.toFile().setExecutable(true);
        }
        return home;
    }
}
