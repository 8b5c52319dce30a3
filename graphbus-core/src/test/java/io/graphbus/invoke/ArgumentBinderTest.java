package io.graphbus.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Default;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.extract.Extractor;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentBinderTest {

    private static final int LIMIT = 1000;

    public record Person(String name, int age) {}

    @Agent
    public static class Sample {
        @SchemaMethod
        public void mixed(
                String text, int whole, @Default("2.5") double real, Optional<String> maybe) {}

        @SchemaMethod
        public void person(Person person, List<Integer> numbers) {}

        @SchemaMethod
        public void wide(long a, double b, float c, short d, BigDecimal e, BigInteger f) {}

        @SchemaMethod
        public void nothing() {}
    }

    private static ArgumentBinder binder(String method) {
        AgentDefinition agent = Extractor.forInstances().extract(Sample.class).orThrow();
        return new ArgumentBinder(
                "Sample",
                agent.method(method).orElseThrow(),
                Methods.find(Sample.class, method).getGenericParameterTypes());
    }

    private static Problem problemOf(Runnable action) {
        Problem problem = catchThrowableOfType(GraphBusException.class, action::run).problem();
        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_ARGUMENTS);
        return problem;
    }

    @Test
    void argumentsOfTheRightTypesAreTakenAsTheyAre() {
        Object[] given = {"a", 1, 2.0, Optional.of("x")};
        assertThat(binder("mixed").bind(given)).isSameAs(given);
        assertThat(binder("nothing").bind(new Object[0])).isEmpty();
    }

    @Test
    void absentArgumentsGetTheirDefaults() {
        assertThat(binder("mixed").bind(new Object[] {"a", 1}))
                .containsExactly("a", 1, 2.5, Optional.empty());
        assertThat(binder("mixed").bind(Map.of("text", "a", "whole", 1)))
                .containsExactly("a", 1, 2.5, Optional.empty());
        assertThat(binder("mixed").bindJson("{\"text\":\"a\",\"whole\":1,\"real\":3}", LIMIT))
                .containsExactly("a", 1, 3.0, Optional.empty());
    }

    @Test
    void numbersWidenAsInJavaAndNeverNarrow() {
        assertThat(binder("wide").bind(new Object[] {1, 2, 3, (byte) 4, 5, 6}))
                .containsExactly(
                        1L, 2.0, 3f, (short) 4, BigDecimal.valueOf(5), BigInteger.valueOf(6));
        assertThat(binder("wide").bind(new Object[] {1L, 2f, 3f, (short) 4, 0.5, BigInteger.TEN}))
                .startsWith(1L, 2.0)
                .contains(new BigDecimal("0.5"));
        assertThat(
                        problemOf(
                                        () ->
                                                binder("wide")
                                                        .bind(
                                                                new Object[] {
                                                                    1.5, "2", 3.0, 4, true, 6.0
                                                                }))
                                .violations())
                .extracting(Violation::path)
                .containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void textIsNeverParsed() {
        Problem problem = problemOf(() -> binder("mixed").bind(new Object[] {1, "2"}));
        assertThat(problem.violations())
                .containsExactly(
                        new Violation("text", "must be String, not Integer 1"),
                        new Violation("whole", "must be int, not the text \"2\""));
        assertThat(problem.hint())
                .startsWith("Expected: text String, whole int, real? double, maybe? ");
    }

    @Test
    void everythingWrongIsNamedAtOnce() {
        assertThat(
                        problemOf(() -> binder("mixed").bind(new Object[] {null, null, 1, null, 5}))
                                .violations())
                .extracting(Violation::path)
                .containsExactly("whole", "#5");
        assertThat(
                        problemOf(() -> binder("mixed").bind(Map.of("txt", "a", "whole", "1")))
                                .violations())
                .extracting(Violation::path)
                .containsExactly("text", "whole", "txt");
        assertThat(
                        problemOf(
                                        () ->
                                                binder("person")
                                                        .bindJson(
                                                                "{\"person\":{\"name\":1},\"x\":2}",
                                                                LIMIT))
                                .violations())
                .extracting(Violation::path)
                .contains("numbers", "x", "person/name");
        assertThat(problemOf(() -> binder("nothing").bind(new Object[] {1})).hint())
                .isEqualTo("The method takes no arguments.");
    }

    @Test
    void dataOfAnotherClassIsConverted() {
        Map<String, Object> person = Map.of("name", "Ada", "age", 36);
        Object[] expected = {new Person("Ada", 36), List.of(1, 2)};
        assertThat(binder("person").bind(new Object[] {person, List.of(1, 2)}))
                .containsExactly(expected);
        assertThat(binder("person").bind(Map.of("person", person, "numbers", new int[] {1, 2})))
                .containsExactly(expected);
        assertThat(
                        binder("person")
                                .bindJson(
                                        "{\"person\":{\"name\":\"Ada\",\"age\":36},\"numbers\":[1,2]}",
                                        LIMIT))
                .containsExactly(expected);
        assertThat(
                        problemOf(
                                        () ->
                                                binder("person")
                                                        .bind(
                                                                Map.of(
                                                                        "person",
                                                                        Map.of("name", List.of()),
                                                                        "numbers",
                                                                        List.of("x"))))
                                .violations())
                .hasSize(2);
    }

    @Test
    void jsonThatIsNoObjectOrTooLargeIsRefused() {
        assertThat(problemOf(() -> binder("nothing").bindJson("[]", LIMIT)).message())
                .contains("one JSON object");
        assertThat(binder("nothing").bindJson("  ", LIMIT)).isEmpty();
        assertThat(
                        catchThrowableOfType(
                                        GraphBusException.class,
                                        () -> binder("nothing").bindJson("{\"a\":\"äöü\"}", 12))
                                .problem()
                                .code())
                .isEqualTo(ProblemCode.PAYLOAD_TOO_LARGE);
        assertThat(
                        catchThrowableOfType(
                                        GraphBusException.class,
                                        () -> binder("nothing").bindJson("{oops", LIMIT))
                                .problem()
                                .code())
                .isEqualTo(ProblemCode.INVALID_JSON);
    }
}
