package io.graphbus.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.model.AgentGraph.Edge;
import io.graphbus.model.AgentGraph.EdgeKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopsTest {

    private static List<Edge> edges(String... pairs) {
        return Arrays.stream(pairs)
                .map(p -> p.split(">"))
                .map(p -> new Edge(p[0], p[1], EdgeKind.EVENT, null))
                .collect(Collectors.toList());
    }

    @Test
    void whatIsNeededComesFirstAndTiesAreAlphabetical() {
        List<Edge> edges = edges("C>B", "B>A", "D>A");
        List<String> names = List.of("D", "C", "E", "B", "A");
        assertThat(Loops.dependenciesFirst(names, edges)).containsExactly("A", "B", "C", "D", "E");
        Collections.reverse(edges);
        assertThat(Loops.dependenciesFirst(names, edges)).containsExactly("A", "B", "C", "D", "E");
    }

    @Test
    void aLoopIsTheShortestThroughItsFirstAgent() {
        List<Edge> edges = edges("B>A", "A>C", "C>B", "A>B", "D>D", "E>A", "X>Y");
        assertThat(Loops.find(List.of("A", "B", "C", "D", "E", "X", "Y"), edges))
                .containsExactly(List.of("A", "B"), List.of("D"));
    }

    @Test
    void aLongChainIsOrderedWithoutRecursion() {
        List<String> names =
                IntStream.range(0, 10_000).mapToObj(i -> String.format("a%05d", i)).toList();
        List<Edge> edges =
                IntStream.range(1, 10_000)
                        .mapToObj(
                                i ->
                                        new Edge(
                                                names.get(i - 1),
                                                names.get(i),
                                                EdgeKind.DEPENDS_ON,
                                                null))
                        .toList();
        assertThat(Loops.dependenciesFirst(names, edges).get(0)).isEqualTo("a09999");
        assertThat(Loops.find(names, edges)).isEmpty();
    }
}
