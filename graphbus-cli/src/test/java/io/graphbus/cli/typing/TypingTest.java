package io.graphbus.cli.typing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.Cli;
import io.graphbus.cli.typing.JsonCursor.Place;
import io.graphbus.model.AgentGraph;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypingTest {

    private static final String SHOP =
            """
            package shop;
            import io.graphbus.agent.*;
            import java.util.List;
            @Agent
            public class Shop {
                public enum Kind { BOOK, TOY }
                public record Item(String name, Kind kind, boolean fragile) {}
                public record Order(String customer, List<Item> items, Item gift) {}
                @SchemaMethod @Publishes("/Ordered")
                public Order place(Order order, int priority) { return order; }
            }
            """;

    private static AgentGraph graph = AgentGraph.EMPTY;

    @BeforeAll
    static void build(@TempDir Path directory) {
        Path agents = Cli.sources(directory.resolve("agents"), Map.of("shop/Shop.java", SHOP));
        assertThat(Cli.run("build", agents, "-o", directory.resolve("a")).err())
                .doesNotContain("error");
        graph = ArtifactDirectory.read(directory.resolve("a")).graph();
    }

    @Test
    void commandsThenMethodsOrTopicsAreOffered() {
        assertThat(offers("")).contains("call", "watch");
        assertThat(offers("call S")).containsExactly("Shop.place");
        assertThat(offers("watch ")).containsExactly("/Ordered");
        assertThat(offers("stats ")).isEmpty();
    }

    @Test
    void argumentsAreOfferedByName() {
        assertThat(offers("call Shop.place ")).contains("{\"order\": ", "{\"priority\": ");
        assertThat(offers("call Shop.place {\"pr")).contains("\"priority\": ");
    }

    @Test
    void namesThatAreThereAlreadyAreNotOfferedAgain() {
        assertThat(offers("call Shop.place {\"priority\": 1, "))
                .contains("\"order\": ")
                .doesNotContain("\"priority\": ");
        assertThat(offers("call Shop.place {\"priority\": 1")).isEmpty();
        assertThat(offers("call Shop.place {\"priority\": 1 }")).isEmpty();
    }

    @Test
    void componentsOfNestedRecordsAreOfferedAndTheirValues() {
        String item = "call Shop.place {\"order\": {\"items\": [{";
        assertThat(offers(item)).contains("\"name\": ", "\"kind\": ", "\"fragile\": ");
        assertThat(offers(item + "\"kind\": ")).containsExactly("\"BOOK\"", "\"TOY\"");
        assertThat(offers(item + "\"kind\": \"T")).contains("\"TOY\"");
        assertThat(offers(item + "\"fragile\": ")).containsExactly("true", "false");
        assertThat(offers("call Shop.place {\"order\": {\"gift\": {\"name\": \"a, b\", "))
                .contains("\"kind\": ", "\"fragile\": ")
                .doesNotContain("\"name\": ");
    }

    @Test
    void payloadsAreOfferedByTheirTopic() {
        assertThat(offers("publish /Ordered {")).contains("\"customer\": ", "\"items\": ");
    }

    @Test
    void openBracesGoOnToTheNextLineAndBracesInTextsDoNotCount() {
        assertThatExceptionOfType(EOFError.class)
                .isThrownBy(() -> accept("call Shop.place {\"order\": {"));
        assertThat(accept("call Shop.place {\"a\": \"{\"}").words()).hasSize(3);
        assertThat(accept("stats {")).isNotNull();
        assertThat(accept("call Shop.place")).isNotNull();
    }

    @Test
    void theCursorKnowsWhereItStands() {
        assertThat(JsonCursor.at("").place()).isEqualTo(Place.START);
        assertThat(JsonCursor.at("{\"a\"").place()).isEqualTo(Place.COLON);
        assertThat(JsonCursor.at("{\"a\": {\"b\": [1, ").path()).containsExactly("a", "b", "[]");
        assertThat(JsonCursor.at("{\"a\": \"x\\\"}\"").place()).isEqualTo(Place.AFTER_MEMBER);
        assertThat(JsonCursor.at("{}").place()).isEqualTo(Place.END);
        assertThat(JsonCursor.at("}}]\"\\").place()).isEqualTo(Place.END);
    }

    private static ParsedLine accept(String line) {
        return new TypedLines().parse(line, line.length(), ParseContext.ACCEPT_LINE);
    }

    private static List<String> offers(String line) {
        ParsedLine parsed = new TypedLines().parse(line, line.length(), ParseContext.COMPLETE);
        List<Candidate> candidates = new ArrayList<>();
        new GraphCompleter(graph, List.of("call", "watch")).complete(reader(), parsed, candidates);
        return candidates.stream()
                .map(Candidate::value)
                .filter(value -> value.startsWith(parsed.word()))
                .toList();
    }

    private static LineReader reader() {
        try {
            return LineReaderBuilder.builder()
                    .terminal(
                            new DumbTerminal(
                                    new ByteArrayInputStream(new byte[0]),
                                    new ByteArrayOutputStream()))
                    .build();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
