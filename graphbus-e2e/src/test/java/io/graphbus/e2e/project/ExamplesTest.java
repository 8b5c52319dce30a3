package io.graphbus.e2e.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.artifact.FileTree;
import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples' own tests run with the build; this is what their READMEs promise. */
class ExamplesTest {

    @TempDir Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"basic", "microservices", "etl", "chatbot", "workflow"})
    void whatAReadmeShowsIsWhatHappens(String example) throws Exception {
        Path original = Program.CHECKOUT.resolve("examples").resolve(example);
        FileTree.copy(original.resolve("agents"), temp.resolve("agents"));
        List<Readme.Step> steps = Readme.of(original.resolve("README.md")).steps();
        assertThat(steps).hasSizeGreaterThan(2);
        for (Readme.Step step : steps) {
            Outcome outcome = Program.shell(temp).run("-c", step.command());
            assertThat(outcome.exit()).as("%s: %s", step.command(), outcome.err()).isZero();
            assertThat((outcome.out() + outcome.err()).lines().toList())
                    .as(step.command())
                    .containsAll(step.output());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "microservices", "etl", "chatbot", "workflow"})
    void anExampleHasNoNeedOfThisCheckout(String example) throws Exception {
        Path directory = Program.CHECKOUT.resolve("examples").resolve(example);
        assertThat(Files.readString(directory.resolve("pom.xml")))
                .doesNotContain("../", "graphbus-parent");
    }
}
