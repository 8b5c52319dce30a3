package io.graphbus.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.diff.Bump;
import io.graphbus.diff.ContractDiff;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.InMemoryContractStore;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A version is as far above the one before as its changes need. */
class VersionGateTest {

    private static final String NOTHING = "{'type':'object','properties':{'id':true}}";
    private static final String OPTIONAL =
            "{'type':'object','properties':{'id':true,'to':{'type':'string'}}}";
    private static final String REQUIRED =
            "{'type':'object','properties':{'id':true,'to':{'type':'string'}},'required':['to']}";

    private final ContractRegistry registry =
            new ContractRegistry(new InMemoryContractStore(), Clock.systemUTC());

    private static AgentContract contract(String version, Stability stability, String input) {
        return contract(version, stability, input, "BACKWARD");
    }

    private static AgentContract contract(
            String version, Stability stability, String input, String reader) {
        String text =
                "{'compat':{'reader':'%s'},'methods':{'place':{'input':%s}}}"
                        .formatted(reader, input);
        return AgentContract.written(
                "Orders", Version.of(version), stability, Json.parse(text.replace('\'', '"'), ""));
    }

    private void register(String version, String input) {
        registry.register(List.of(contract(version, Stability.STABLE, input)));
    }

    private List<Problem> conflicts(String version, String input) {
        return registry.conflicts(List.of(contract(version, Stability.STABLE, input)));
    }

    @Test
    void aBreakingChangeUnderASmallerVersionIsRefusedWithPlaceCounterExampleAndVersion() {
        register("1.2.0", OPTIONAL);

        assertThatThrownBy(() -> register("1.3.0", REQUIRED))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> {
                            Problem problem = e.problem();
                            assertThat(problem.code())
                                    .isEqualTo(ProblemCode.CONTRACT_VERSION_TOO_LOW);
                            assertThat(problem.where()).isEqualTo("Orders@1.3.0");
                            assertThat(problem.message())
                                    .isEqualTo(
                                            "version 1.3.0 of Orders is too low after 1.2.0: input of"
                                                    + " place: property to is required now, which breaks"
                                                    + " others, as {} shows"
                                                    + " (/methods/place/input/properties/to)");
                            assertThat(problem.hint()).contains("version 2.0.0 or a higher one");
                            assertThat(problem.violations()).hasSize(1);
                        });
        assertThat(registry.latest("Orders").orElseThrow().version().text()).isEqualTo("1.2.0");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.0, 2.0.0, true",
        "1.2.0, 2.0.0-rc.1, true",
        "1.2.0, 1.3.0-rc.1, false",
        "1.2.0, 1.2.1, false",
        "0.2.0, 0.3.0, true",
        "0.2.0, 0.2.1, false",
        "1.0.0-rc.1, 1.0.0, true",
    })
    void whatBreaksNeedsAMajorVersion(String before, String after, boolean enough) {
        register(before, OPTIONAL);

        assertThat(conflicts(after, REQUIRED).isEmpty()).isEqualTo(enough);
    }

    @Test
    void anAdditionNeedsAMinorVersion() {
        register("1.0.0", NOTHING);

        assertThat(conflicts("1.0.1", OPTIONAL).get(0).hint()).contains("1.1.0");
        assertThat(conflicts("1.1.0", OPTIONAL)).isEmpty();
    }

    @Test
    void wordsNeedAPatch() {
        register("1.0.0", NOTHING);
        String described = NOTHING.replace("}}", "},'description':'an order'}");

        assertThat(conflicts("1.0.0+b", described)).hasSize(1);
        assertThat(conflicts("1.0.1", described)).isEmpty();
    }

    @Test
    void aDraftIsNeitherRefusedNorComparedWith() {
        registry.register(List.of(contract("1.0.0", Stability.DRAFT, OPTIONAL)));
        assertThat(conflicts("1.0.1", REQUIRED)).isEmpty();

        register("1.1.0", OPTIONAL);
        assertThat(registry.conflicts(List.of(contract("1.1.1", Stability.DRAFT, REQUIRED))))
                .isEmpty();
    }

    @Test
    void anOlderLineIsComparedWithItsOwn() {
        register("1.0.0", OPTIONAL);
        register("2.0.0", REQUIRED);

        assertThat(conflicts("1.0.1", OPTIONAL)).isEmpty();
        assertThat(conflicts("1.1.0", REQUIRED).get(0).hint())
                .as("2.0.0 is taken")
                .contains("2.0.1");
    }

    @Test
    void transitiveModesBindToAllVersionsBefore() {
        for (String mode : List.of("BACKWARD", "BACKWARD_TRANSITIVE")) {
            var registry = new ContractRegistry(new InMemoryContractStore(), Clock.systemUTC());
            String withNumber =
                    "{'type':'object','properties':{'id':true,'to':{'type':'integer'}}}";
            String withText = "{'type':'object','properties':{'id':true,'to':{'type':'string'}}}";
            registry.register(List.of(contract("1.0.0", Stability.STABLE, withNumber, mode)));
            registry.register(List.of(contract("1.1.0", Stability.STABLE, NOTHING, mode)));

            List<Problem> problems =
                    registry.conflicts(
                            List.of(contract("1.2.0", Stability.STABLE, withText, mode)));

            assertThat(problems).hasSize(mode.equals("BACKWARD") ? 0 : 1);
        }
    }

    @Test
    void theChangeSinceTheVersionBeforeIsTold() {
        register("1.0.0", OPTIONAL);

        assertThat(registry.change(contract("2.0.0", Stability.STABLE, REQUIRED)))
                .map(ContractDiff::bump)
                .contains(Bump.MAJOR);
        assertThat(registry.change(contract("1.0.0", Stability.STABLE, REQUIRED))).isEmpty();
    }
}
