package io.graphbus.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.graphbus.agent.Agent;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.extract.Extractor;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything an author can get wrong in one agent, and the words that must be in the answer. */
class BadInputTest {

    @TempDir Path root;

    static Stream<Arguments> classes() {
        return Stream.of(unfitClasses(), hiddenClasses(), unfitSettings()).flatMap(all -> all);
    }

    private static Stream<Arguments> unfitClasses() {
        return Stream.of(
                arguments("@Agent(name = \"1st\") public class A {}", "INVALID_NAME", "1st"),
                arguments(
                        "@Agent(concurrency = 0) public class A {}",
                        "INVALID_AGENT",
                        "concurrency"),
                arguments("@Agent public abstract class A {}", "NOT_CONSTRUCTIBLE", "abstract"),
                arguments("@Agent public interface A {}", "NOT_CONSTRUCTIBLE", "not a class"),
                arguments("@Agent public enum A { X }", "NOT_CONSTRUCTIBLE", "not a class"),
                arguments(
                        "@Agent public class A { A(int x) {} }",
                        "NOT_CONSTRUCTIBLE",
                        "constructor"),
                arguments(
                        "@Agent public class A { private A() {} }",
                        "NOT_CONSTRUCTIBLE",
                        "constructor"));
    }

    private static Stream<Arguments> hiddenClasses() {
        return Stream.of(
                arguments(
                        "public class A { @Agent public class I {} }",
                        "NOT_CONSTRUCTIBLE",
                        "inner"),
                arguments(
                        "public class A { @Agent private static class P {} }",
                        "NOT_CONSTRUCTIBLE",
                        "P is private"),
                arguments(
                        "public class A { private static class O { @Agent public static class P {} } }",
                        "NOT_CONSTRUCTIBLE",
                        "private class"));
    }

    private static Stream<Arguments> unfitSettings() {
        return Stream.of(
                arguments(
                        "@Agent @Contract(version = \"2.0\") public class A {}",
                        "INVALID_VERSION",
                        "2.0"),
                arguments(
                        "@Agent @Publishes(\"Order\") public class A {}",
                        "INVALID_TOPIC",
                        "\"Order\""),
                arguments(
                        "@Agent @Publishes(\"/O/*\") public class A {}",
                        "INVALID_TOPIC",
                        "pattern"),
                arguments(
                        "@Agent public class A implements Stateful<String> {"
                                + " public String captureState() { return \"\"; }"
                                + " public void restoreState(String s) {} }",
                        "INVALID_STATE_TYPE",
                        "java.lang.String"),
                arguments(
                        "@Agent @SuppressWarnings(\"rawtypes\") public class A implements Stateful {"
                                + " public Object captureState() { return \"\"; }"
                                + " public void restoreState(Object s) {} }",
                        "INVALID_STATE_TYPE",
                        "not a record"));
    }

    static Stream<Arguments> members() {
        return Stream.of(
                        unfitMethods(),
                        unfitTopics(),
                        unfitHandlers(),
                        unfitVersions(),
                        unfitMigrations())
                .flatMap(all -> all);
    }

    private static Stream<Arguments> unfitMethods() {
        return Stream.of(
                arguments(
                        "@SchemaMethod private int m() { return 1; }", "INVALID_METHOD", "private"),
                arguments(
                        "@SchemaMethod public static int m() { return 1; }",
                        "INVALID_METHOD",
                        "static"),
                arguments(
                        "@SchemaMethod @Publishes(\"/a\") public void m() {}",
                        "INVALID_METHOD",
                        "nothing"),
                arguments(
                        "@Publishes(\"/a\") public int m() { return 1; }",
                        "INVALID_METHOD",
                        "nobody"),
                arguments(
                        "private record P(int x) {} @SchemaMethod public void m(P[] p) {}",
                        "INVALID_METHOD",
                        "takes a P"),
                arguments(
                        "@SchemaMethod public void m(int x) {} @SchemaMethod public void m(String x) {}",
                        "OVERLOADED_METHOD",
                        "m(java.lang.String) and m(int)"));
    }

    private static Stream<Arguments> unfitTopics() {
        return Stream.of(
                arguments(
                        "@SchemaMethod @Publishes(\"no\") public int m() { return 1; }",
                        "INVALID_TOPIC",
                        "\"no\""),
                arguments(
                        "@SchemaMethod @Publishes(value = \"/a\", key = \"id\") public int m() { return 1; }",
                        "INVALID_KEY",
                        "id"),
                arguments(
                        "@Subscribes(\"/a/**/b\") public void m() {}", "INVALID_TOPIC", "/a/**/b"),
                arguments("@Subscribes({}) public void m() {}", "INVALID_TOPIC", "no topic"),
                arguments(
                        "@Subscribes(value = \"/a\", retry = @Retry(retries = -1)) public void m() {}",
                        "INVALID_RETRY",
                        "the number of retries is -1 in the @Retry of m"),
                arguments(
                        "@Subscribes(value = \"/a\", retry = @Retry(delay = \"soon\")) public void m() {}",
                        "INVALID_RETRY",
                        "the delay \"soon\" is no duration"),
                arguments(
                        "@Subscribes(value = \"/a\", retry = @Retry(delay = \"9s\", maxDelay = \"2s\"))"
                                + " public void m() {}",
                        "INVALID_RETRY",
                        "the delay 9s is longer than the longest, 2s"),
                arguments(
                        "@Subscribes(value = \"/a\", retry = @Retry(multiplier = 0.5)) public void m() {}",
                        "INVALID_RETRY",
                        "the multiplier is 0.5"),
                arguments(
                        "@Subscribes(value = \"/a\", retry = @Retry(jitter = 1.5)) public void m() {}",
                        "INVALID_RETRY",
                        "the jitter is 1.5"),
                arguments(
                        "@Subscribes(value = \"/a\", key = \"~\") public void m() {}",
                        "INVALID_KEY",
                        "~"));
    }

    private static Stream<Arguments> unfitHandlers() {
        return Stream.of(
                arguments(
                        "@Subscribes(\"/a\") public void m(Event e, String p) {}",
                        "INVALID_HANDLER",
                        "m("),
                arguments(
                        "@Subscribes(\"/a\") public void m(String p, int x) {}",
                        "INVALID_HANDLER",
                        "int"),
                arguments(
                        "@Subscribes(\"/a\") public void m(AgentContext c) {}",
                        "INVALID_HANDLER",
                        "m("),
                arguments(
                        "@Subscribes(value = \"/a\", id = \"x\") public void m() {}"
                                + " @Subscribes(value = \"/b\", id = \"x\") public void n() {}",
                        "DUPLICATE_SUBSCRIPTION",
                        "\"x\""),
                arguments(
                        "@SchemaMethod public void m(@Default(\"many\") int x) {}",
                        "INVALID_DEFAULT",
                        "many"));
    }

    private static Stream<Arguments> unfitVersions() {
        return Stream.of(
                arguments(
                        "@Subscribes(\"/a\") @SchemaVersion(\"new\") public void m() {}",
                        "INVALID_VERSION",
                        "new"),
                arguments(
                        "@AutoMigrate(from = \"1\", to = \"2.0.0\") public int m(int x) { return x; }",
                        "INVALID_VERSION",
                        "\"1\""),
                arguments(
                        "@SchemaMethod public void m(Runnable r) {}",
                        "UNSUPPORTED_TYPE",
                        "Runnable"),
                arguments(
                        "@SchemaMethod public Thread m() { return null; }",
                        "UNSUPPORTED_TYPE",
                        "result"));
    }

    private static Stream<Arguments> unfitMigrations() {
        return Stream.of(
                arguments(
                        "@AutoMigrate(from = \"1.0.0\", to = \"2.0.0\") public int m(int x) { return x; }",
                        "INVALID_MIGRATION",
                        "neither publishes nor hears"),
                arguments(
                        "@AutoMigrate(from = \"1.0.0\", to = \"2.0.0\") public void m(int x) {}",
                        "INVALID_MIGRATION",
                        "returns nothing"),
                arguments(
                        "@AutoMigrate(from = \"1.0.0\", to = \"2.0.0\") private int m(int x) { return x; }",
                        "INVALID_MIGRATION",
                        "private"),
                arguments(
                        "@AutoMigrate(from = \"1.0.0\", to = \"1.0.0\") public int m(int x) { return x; }",
                        "INVALID_MIGRATION",
                        "comes from"),
                arguments(
                        "@Publishes(\"/b\") @SchemaMethod public int p() { return 1; }"
                                + " @AutoMigrate(from = \"1.0.0\", to = \"2.0.0\", topic = \"/a\")"
                                + " public int m(int x) { return x; }",
                        "INVALID_MIGRATION",
                        "nothing to do with /a"));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void aFaultyClassIsNamedWithPlaceAndHint(String code, ProblemCode expected, String words) {
        check(new Workshop(root).source("A.java", code).problem(expected), words);
    }

    @ParameterizedTest
    @MethodSource("members")
    void aFaultyMethodIsNamedWithPlaceAndHint(String code, ProblemCode expected, String words) {
        String source = "@Agent public class A {\n" + code + "\n}";
        Problem problem = new Workshop(root).source("A.java", source).problem(expected);
        check(problem, words);
    }

    private static void check(Problem problem, String words) {
        assertThat(problem.message()).contains(words);
        assertThat(problem.where()).startsWith("A.java:");
        assertThat(problem.hint()).isNotEmpty();
    }

    @Test
    void anUnknownDependencyListsAndSuggestsAgents() {
        Problem problem =
                new Workshop(root)
                        .source("A.java", "@Agent @DependsOn(\"Printr\") public class A {}")
                        .source("Printer.java", "@Agent public class Printer {}")
                        .problem(ProblemCode.UNKNOWN_DEPENDENCY);
        assertThat(problem.hint()).contains("Did you mean Printer?", "Known agents: A, Printer");
    }

    @Test
    void aSubscriptionThatNobodyFeedsIsAWarningWithTheNearestTopic() {
        Problem problem =
                new Workshop(root)
                        .source(
                                "A.java",
                                "@Agent @Publishes(\"/Order/Created\") public class A {\n"
                                        + "@Subscribes(\"/Order/Creatd\") public void on() {} }")
                        .problem(ProblemCode.NO_PUBLISHER);
        assertThat(problem.where()).isEqualTo("A.java:2:13");
        assertThat(problem.hint()).contains("Did you mean /Order/Created?");
    }

    @Test
    void aTopicThatNobodyTakesIsANoteWithTheNearestSubscription() {
        Problem problem =
                new Workshop(root)
                        .source(
                                "A.java",
                                "@Agent @Publishes(\"/Order/Created\") public class A {\n"
                                        + "@Subscribes(\"/Order/Creatd\") public void on() {} }")
                        .problem(ProblemCode.NO_SUBSCRIBER);
        assertThat(problem.hint()).contains("Did you mean /Order/Creatd?");
    }

    @Test
    void aHandlerThatCannotTakeWhatIsSentIsAProblem() {
        Problem problem =
                new Workshop(root)
                        .source(
                                "A.java",
                                "@Agent public class A { @SchemaMethod @Publishes(\"/t\") public int"
                                        + " send() { return 1; } @Subscribes(\"/t\") public void"
                                        + " take(String text) {} @Subscribes(\"/t\") public void"
                                        + " number(double d) {} }")
                        .problem(ProblemCode.PAYLOAD_MISMATCH);
        assertThat(problem.message()).contains("A.take", "string", "integer", "/t");
    }

    @Test
    void faultsOfSeveralAgentsAreReportedTogetherInOrderOfTheirPlaces() {
        BuildResult result =
                new Workshop(root)
                        .source(
                                "B.java",
                                "@Agent\npublic class B {\n @SchemaMethod private void b() {}\n"
                                        + "@SchemaMethod private void a() {}\n}")
                        .source("A.java", "@Agent @DependsOn(\"Z\") public class A {}")
                        .build();
        assertThat(result.errors())
                .extracting(p -> p.where().replaceFirst(":[0-9]+$", ""))
                .containsExactly("A.java:1", "B.java:3", "B.java:4");
    }

    @Test
    void aFilterIsCompiledAndItsNamesAreChecked() {
        String agent =
                "@Agent public class A { public record O(String id, int amount) {}"
                        + " @SchemaMethod @Publishes(\"/o\") public O o() { return new O(\"\", 1); }\n"
                        + " @Subscribes(value = \"/o\", filter = \"FILTER\") public void on(O o) {} }";
        Workshop w = new Workshop(root);
        for (String filter :
                new String[] {"amount > 100 && event.source == 'A'", "payload.amount > 1"}) {
            assertThat(w.source("A.java", agent.replace("FILTER", filter)).build().succeeded())
                    .isTrue();
        }
        for (String filter : new String[] {"amont > 100", "amount >", "amount + 1"}) {
            Problem problem =
                    w.source("A.java", agent.replace("FILTER", filter))
                            .problem(ProblemCode.INVALID_FILTER);
            assertThat(problem.where()).startsWith("A.java:2:");
            assertThat(problem.message()).contains(filter);
        }
    }

    @Test
    void aClassCompiledWithoutParameterNamesIsAWarning() throws Exception {
        Workshop w =
                new Workshop(root)
                        .source(
                                "A.java",
                                "@Agent public class A { @SchemaMethod public void m(int x) {} }");
        Path classes = Files.createDirectories(root.resolve("plain"));
        String path =
                Path.of(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .toString();
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                path,
                                "-d",
                                classes.toString(),
                                w.agents().resolve("A.java").toString());
        assertThat(code).isZero();
        BuildResult result =
                BuildOrchestrator.build(BuildRequest.of(classes).output(root.resolve("out")));
        assertThat(result.succeeded()).isTrue();
        assertThat(result.problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PARAMETER_NAMES_MISSING);
    }

    @Test
    void aGraphWithAnErrorIsNotHandedOut() {
        var agent = Extractor.forInstances().extract(Faulty.class).orThrow();
        GraphBuilder.Built built = GraphBuilder.build(List.of(agent));
        assertThatThrownBy(built::orThrow).hasMessageContaining("Nobody");
        assertThatThrownBy(() -> Extractor.forInstances().extract(Wrong.class).orThrow())
                .hasMessageContaining("private");
    }

    @Agent
    @DependsOn("Nobody")
    static class Faulty {}

    @Agent
    static class Wrong {
        @SchemaMethod
        private void m() {}
    }
}
