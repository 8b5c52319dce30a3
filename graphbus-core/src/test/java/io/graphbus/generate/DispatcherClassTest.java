package io.graphbus.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.build.Workshop;
import io.graphbus.problem.GraphBusException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the generated classes are like, and that JSON reaches methods of every kind through them.
 */
class DispatcherClassTest {

    @TempDir Path root;

    /** What javap says of a generated class. */
    private String javap(String name) {
        Path file = root.resolve(".graphbus/classes/" + name + "Dispatcher_.class");
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int code =
                ToolProvider.findFirst("javap")
                        .orElseThrow()
                        .run(out, out, "-v", "-p", file.toString());
        assertThat(code).isZero();
        return text.toString();
    }

    private static String source(Path root, String name) throws IOException {
        return Files.readString(root.resolve(".graphbus/generated-sources/" + name));
    }

    private GraphBus started(Workshop workshop) {
        workshop.build().orThrow();
        return GraphBus.open(workshop.artifacts()).start();
    }

    @Test
    void noMethodIsTooLargeForTheJustInTimeCompiler() throws Exception {
        String parameters =
                IntStream.range(0, 20).mapToObj(i -> "long p" + i).collect(Collectors.joining(","));
        String methods =
                IntStream.range(0, 200)
                        .mapToObj(
                                i ->
                                        "@SchemaMethod public double wide%d(%s) { return %d; }"
                                                .formatted(i, i % 2 == 0 ? parameters : "int x", i))
                        .collect(Collectors.joining("\n"));
        Workshop workshop =
                new Workshop(root).source("Big.java", "@Agent public class Big {" + methods + "}");
        try (GraphBus bus = started(workshop)) {
            assertThat(bus.callJson("Big", "wide199", "{\"x\":1}")).isEqualTo("199.0");
            assertThat(bus.call("Big", "wide101", 5)).isEqualTo(101.0);
        }
        List<Integer> offsets =
                Pattern.compile("^ +(\\d+): [a-z]", Pattern.MULTILINE)
                        .matcher(javap("Big"))
                        .results()
                        .map(found -> Integer.valueOf(found.group(1)))
                        .toList();
        assertThat(offsets).hasSizeGreaterThan(5_000).allMatch(offset -> offset < 8_000);
    }

    @Test
    void theClassCallsWithoutReflectionAndIsDebuggable() throws IOException {
        new Workshop(root).shop().build().orThrow();
        String text = javap("shop/Orders");
        assertThat(text.lines().filter(line -> line.contains("= Class ")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("java/lang/reflect"))
                .noneMatch(line -> line.endsWith("java/lang/invoke/MethodHandle"))
                .noneMatch(line -> line.contains("java/util"));
        assertThat(text)
                .contains("SourceFile: \"OrdersDispatcher_.java\"", "LineNumberTable")
                .containsPattern("0 +\\d+ +1 +operation +I")
                .containsPattern("2 +arguments +\\[Ljava/lang/Object;");
    }

    @Test
    void theSourceReadsAsIfWrittenByHand() throws IOException {
        new Workshop(root).shop().build().orThrow();
        assertThat(source(root, "shop/OrdersDispatcher_.java"))
                .isEqualTo(
                        """
                        package shop;

                        import io.graphbus.invoke.Dispatcher;

                        /**
                         * Calls {@code Orders}. Written by GraphBus; do not edit.
                         */
                        @SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal"})
                        public final class OrdersDispatcher_ implements Dispatcher {
                            private final Orders agent;

                            public OrdersDispatcher_(Orders agent) {
                                this.agent = agent;
                            }

                            @Override
                            public Object dispatch(int operation, Object[] arguments) throws Throwable {
                                return switch (operation) {
                                    case 0 -> agent.order((String) arguments[0], (int) arguments[1]);
                                    default -> throw new IllegalArgumentException("no operation " + operation);
                                };
                            }
                        }
                        """);
    }

    private static final String ALL =
            """
                package a;
                @Agent class All extends Base<All.Item> {
                    public record Part(String name, int[] sizes) {}
                    public record Item(String id, List<Part> parts, Optional<Part> best) {}
                    @SchemaMethod String joined(String sep, String... words) {
                        return String.join(sep, words);
                    }
                    @SchemaMethod double sum(byte a, short b, long c, float d, char e, boolean f) {
                        return a + b + c + d + e + (f ? 1 : 0);
                    }
                    @SchemaMethod int[][] turned(int[][] grid) {
                        return new int[][] {grid[1], grid[0]};
                    }
                    @SchemaMethod Map<String, List<Part>> grouped(List<Item> items) {
                        Map<String, List<Part>> all = new TreeMap<>();
                        for (Item item : items) {
                            for (Part part : item.parts()) {
                                all.computeIfAbsent(part.name(), n -> new ArrayList<>()).add(part);
                            }
                        }
                        return all;
                    }
                    @SchemaMethod String greet(@Default("you") String name, @Default("2") int times) {
                        return ("hi " + name + " ").repeat(times).strip();
                    }
                    @SchemaMethod void nothing() {}
                    @SchemaMethod String fail(String why) throws java.io.IOException {
                        throw new java.io.IOException(why);
                    }
                }
                """;

    private Workshop all() {
        return new Workshop(root)
                .source("a/All.java", ALL)
                .source(
                        "a/Base.java",
                        "package a; abstract class Base<T> {"
                                + " @SchemaMethod protected List<T> twice(T item) { return List.of(item, item); } }");
    }

    @Test
    void jsonReachesGenericsArraysVariableArgumentsPrimitivesAndNestedRecords() {
        try (GraphBus bus = started(all())) {
            assertThat(bus.callJson("All", "joined", "{\"sep\":\"-\",\"words\":[\"a\",\"b\"]}"))
                    .isEqualTo("\"a-b\"");
            assertThat(bus.call("All", "joined", "-", new String[] {"a", "b"})).isEqualTo("a-b");
            assertThat(
                            bus.callJson(
                                    "All",
                                    "sum",
                                    "{\"a\":1,\"b\":2,\"c\":3,\"d\":0.5,\"e\":\"A\",\"f\":true}"))
                    .isEqualTo("72.5");
            assertThat(bus.callJson("All", "turned", "{\"grid\":[[1],[2,3]]}"))
                    .isEqualTo("[[2,3],[1]]");
            String item = "{\"id\":\"1\",\"parts\":[{\"name\":\"n\",\"sizes\":[1,2]}]}";
            assertThat(bus.callJson("All", "grouped", "{\"items\":[" + item + "]}"))
                    .isEqualTo("{\"n\":[{\"name\":\"n\",\"sizes\":[1,2]}]}");
            assertThat(bus.callJson("All", "twice", "{\"item\":" + item + "}"))
                    .isEqualTo("[" + item + "," + item + "]");
        }
    }

    @Test
    void jsonReachesDefaultsAndWhatReturnsNothingOrThrows() {
        try (GraphBus bus = started(all())) {
            assertThat(bus.callJson("All", "greet", "{\"times\":1}")).isEqualTo("\"hi you\"");
            assertThat(bus.callJson("All", "greet", "{}")).isEqualTo("\"hi you hi you\"");
            assertThat(bus.callJson("All", "nothing", "{}")).isEqualTo("null");
            assertThatThrownBy(() -> bus.callJson("All", "fail", "{\"why\":\"disk\"}"))
                    .isInstanceOf(GraphBusException.class)
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasRootCauseMessage("disk");
        }
    }

    @Test
    void neighboursNamedLikeClassesOfJavaLangAreNoHindrance() {
        Workshop workshop =
                new Workshop(root)
                        .source(
                                "a/Echo.java",
                                "package a; @Agent class Echo { @SchemaMethod java.lang.String say("
                                        + "java.lang.String s) { return s; }"
                                        + " @SchemaMethod void two(java.lang.Object a, int b) {} }");
        for (String name : List.of("Object", "String", "Throwable", "Override", "Dispatcher")) {
            workshop.source("a/" + name + ".java", "package a; class " + name + " {}");
        }
        try (GraphBus bus = started(workshop)) {
            assertThat(bus.callJson("Echo", "say", "{\"s\":\"hi\"}")).isEqualTo("\"hi\"");
        }
    }

    @Test
    void anAgentMayItselfBeCalledObject() {
        Workshop workshop =
                new Workshop(root)
                        .source(
                                "a/Object.java",
                                "package a; @Agent class Object { @SchemaMethod int one(int i) {"
                                        + " return i; } }");
        try (GraphBus bus = started(workshop)) {
            assertThat(bus.callJson("Object", "one", "{\"i\":3}")).isEqualTo("3");
        }
    }
}
