package io.graphbus.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Outcome;
import io.graphbus.e2e.process.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadSourcesTest {

    private static final String GOOD =
            agent("Good", "@SchemaMethod public int one() { return 1; }");

    @TempDir static Path shared;
    private static Project good;
    @TempDir Path temp;

    @BeforeAll
    static void buildSomethingGood() {
        good = Project.of(shared, "Good.java", GOOD);
        assertThat(Program.graphbus(shared).run("build", "agents").exit()).isZero();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "a syntax error", "COMPILE_ERROR", "Bad.java:3:", agent("Bad", "int (")),
                Arguments.of(
                        "a type error",
                        "COMPILE_ERROR",
                        "Bad.java:3:",
                        agent("Bad", "@SchemaMethod public int one() { return \"1\"; }")),
                Arguments.of(
                        "an unknown dependency",
                        "UNKNOWN_DEPENDENCY",
                        "Goood",
                        agent("Bad", "").replace("@Agent", "@Agent @DependsOn(\"Goood\")")),
                Arguments.of(
                        "a duplicate name",
                        "DUPLICATE_AGENT",
                        "Good.java",
                        agent("Bad", "").replace("@Agent", "@Agent(name = \"Good\")")),
                Arguments.of(
                        "a dependency on itself",
                        "DEPENDENCY_CYCLE",
                        "Bad",
                        agent("Bad", "").replace("@Agent", "@Agent @DependsOn(\"Bad\")")),
                Arguments.of(
                        "a bad topic",
                        "INVALID_TOPIC",
                        "no slash",
                        agent("Bad", "@Subscribes(\"no slash\") public void on() {}")),
                Arguments.of(
                        "an overload",
                        "OVERLOADED_METHOD",
                        "one",
                        agent(
                                "Bad",
                                "@SchemaMethod public void one() {} "
                                        + "@SchemaMethod public void one(int i) {}")));
    }

    @ParameterizedTest(name = "{0} is {1} with a hint, and the old artifacts stay")
    @MethodSource("mistakes")
    void mistakes(String what, String code, String named, String source) {
        Map<Path, String> before = good.artifactFiles();
        good.write("agents/Bad.java", source);
        Outcome outcome = Program.graphbus(good.root()).run("build", "agents");
        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.err()).contains("[" + code + "]", named, "Bad.java");
        if (!code.equals("COMPILE_ERROR")) {
            assertThat(outcome.err()).contains("hint:");
        }
        assertThat(outcome.err()).doesNotContain("\tat ", "Exception");
        assertThat(good.artifactFiles()).isEqualTo(before);
    }

    @Test
    void aCycleIsNamedByBuildAndByValidate() {
        Project.of(
                temp,
                "Hen.java",
                agent("Hen", "").replace("@Agent", "@Agent @DependsOn(\"Egg\")"),
                "Egg.java",
                agent("Egg", "").replace("@Agent", "@Agent @DependsOn(\"Hen\")"));
        for (String command : new String[] {"build", "validate"}) {
            Outcome outcome = Program.graphbus(temp).run(command, "agents");
            assertThat(outcome.exit()).as(outcome.err()).isEqualTo(1);
            assertThat(outcome.err() + outcome.out()).contains("DEPENDENCY_CYCLE", "Hen", "Egg");
        }
    }

    @Test
    void aDirectoryWithoutAgentsAndNoDirectoryAreToldApart() throws Exception {
        Files.createDirectories(temp.resolve("empty"));
        Outcome empty = Program.graphbus(temp).run("build", "empty");
        assertThat(empty.exit()).as(empty.err()).isEqualTo(1);
        assertThat(empty.err()).contains("[NO_AGENTS]", "hint:");

        Outcome missing = Program.graphbus(temp).run("build", "nowhere");
        assertThat(missing.exit()).as(missing.err()).isEqualTo(2);
        assertThat(missing.err()).contains("[DIRECTORY_MISSING]", "nowhere", "hint:");
    }

    private static String agent(String name, String body) {
        return "import io.graphbus.agent.*;\n@Agent public class " + name + " {\n" + body + "\n}\n";
    }
}
