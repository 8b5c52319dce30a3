package io.graphbus.e2e.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code graphbus init}, followed to the end: built, called, tested by Maven offline. */
class NewProjectTest {

    @TempDir Path temp;

    @ParameterizedTest
    @CsvSource({
        "basic, Warehouse.shelf",
        "microservices, AuditLog.trail",
        "etl, Extractor.extract",
        "chatbot, Transcript.read",
        "workflow, Approvals.waiting"
    })
    void eachTemplateRunsAtOnce(String template, String method) {
        Outcome begun = Program.graphbus(temp).run("init", "mine", "--template", template);
        assertThat(begun.exit()).as(begun.err()).isZero();
        Program graphbus = Program.graphbus(temp.resolve("mine"));
        Outcome ran = graphbus.runWithInput("call " + method + "\nnodes\n", "run", ".", "-i");
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out().lines()).hasSize(2);
    }

    @Test
    void mavenTestsANewProjectAndItsGeneratedAgentOffline() throws Exception {
        assumeTrue(LocalRepository.canBeFilled(), "jars are made by the phase `package`");
        assertThat(Program.graphbus(temp).run("init", "shop").exit()).isZero();
        Outcome generated =
                Program.graphbus(temp.resolve("shop"))
                        .run("generate", "agent", "Invoicing", "--subscribes", "/Order/Checked");
        assertThat(generated.exit()).as(generated.err()).isZero();
        assertThat(generated.out()).contains("agents/shop/Invoicing.java", "mvn test");
        Outcome tested = maven(temp.resolve("shop"), "test");
        assertThat(tested.exit()).as(tested.out()).isZero();
        assertThat(tested.out()).contains("Tests run: 5, Failures: 0, Errors: 0");
    }

    private Outcome maven(Path project, String phase) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-o", "-B", "-f", project.toString()));
        arguments.addAll(LocalRepository.in(temp.resolve("repository")).options());
        arguments.add(phase);
        return Program.of(Program.CHECKOUT.resolve("mvnw"), Program.CHECKOUT)
                .run(arguments.toArray(String[]::new));
    }
}
