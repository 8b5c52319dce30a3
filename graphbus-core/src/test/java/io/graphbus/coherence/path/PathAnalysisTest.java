package io.graphbus.coherence.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PathAnalysisTest {

    private static Link link(String from, String to, double score) {
        return new Link(from, to, "/a/b", score, 0.1);
    }

    private static List<Bottleneck> bottlenecks(List<Link> links) {
        return PathAnalysis.bottlenecks(links, PathAnalysis.THRESHOLD, 100);
    }

    /** Forty agents in eight layers of five, each sending to all five of the next. */
    private static List<Link> layered() {
        List<Link> links = new ArrayList<>();
        for (int layer = 0; layer < 7; layer++) {
            for (int a = 0; a < 5; a++) {
                for (int b = 0; b < 5; b++) {
                    boolean bad = layer == 3 && a == 2 && b == 4;
                    links.add(
                            link(
                                    "L" + layer + "N" + a,
                                    "L" + (layer + 1) + "N" + b,
                                    bad ? 0.25 : 1));
                }
            }
        }
        return links;
    }

    @Test
    void waysThroughALayeredGraphAreCountedWithoutWalkingThem() {
        assertThat(bottlenecks(layered()))
                .singleElement()
                .satisfies(
                        b -> {
                            assertThat(b.source()).isEqualTo("L3N2");
                            assertThat(b.target()).isEqualTo("L4N4");
                            assertThat(b.ways()).isEqualTo(Math.pow(5, 6));
                            assertThat(b.atLeast()).isFalse();
                            assertThat(b.example())
                                    .hasSize(8)
                                    .containsSubsequence("L3N2", "L4N4")
                                    .startsWith("L0N0");
                        });
    }

    @Test
    void tenThousandAgentsInOneLongChainWithFiftyThousandLinksAreNoTrouble() {
        List<Link> links = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            for (int j = 1; j <= 5; j++) {
                links.add(link("A" + i, "A" + (i + j), random.nextInt(1_000) == 0 ? 0.5 : 1));
            }
        }

        assertThat(bottlenecks(links))
                .isNotEmpty()
                .allSatisfy(
                        b ->
                                assertThat(b.ways())
                                        .isPositive()
                                        .isLessThanOrEqualTo(Double.MAX_VALUE));
    }

    @Test
    void aLoopOnTheWayMakesTheCountALeastOne() {
        List<Link> links =
                List.of(
                        link("A", "B", 1),
                        link("B", "C", 0.5),
                        link("C", "B", 1),
                        link("C", "D", 1),
                        link("X", "Y", 0.1));

        assertThat(bottlenecks(links))
                .extracting(Bottleneck::source, Bottleneck::ways, Bottleneck::atLeast)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("X", 1.0, false),
                        org.assertj.core.groups.Tuple.tuple("B", 1.0, true));
        assertThat(bottlenecks(links).getLast().example()).containsExactly("A", "B", "C", "D");
    }

    @Test
    void agentsThatOnlySendInALoopHaveAWayToo() {
        assertThat(bottlenecks(List.of(link("A", "B", 0.5), link("B", "A", 1), link("A", "A", 0))))
                .allSatisfy(b -> assertThat(b.example()).contains("A"))
                .allSatisfy(b -> assertThat(b.atLeast()).isTrue());
    }

    @Test
    void theMostCoherentWayIsTheOneWhoseWorstLinkIsBest() {
        List<Link> links =
                List.of(
                        link("A", "B", 0.4),
                        link("B", "E", 1),
                        link("A", "C", 0.8),
                        link("C", "D", 0.9),
                        link("D", "E", 0.95),
                        link("D", "B", 0.85));
        List<Route> routes = new Routes(links).best("A", "E", 10);

        assertThat(routes)
                .extracting(Route::agents)
                .containsExactly(
                        List.of("A", "C", "D", "E"),
                        List.of("A", "C", "D", "B", "E"),
                        List.of("A", "B", "E"));
        assertThat(routes.getFirst().score()).isEqualTo(0.8, within(1e-12));
        assertThat(routes.getLast().score()).isEqualTo(0.4, within(1e-12));
        assertThat(new Routes(links).best("E", "A", 10)).isEmpty();
    }

    @Test
    void tenWaysAreFoundOfManyThatThereAre() {
        List<Route> routes = new Routes(layered()).best("L0N0", "L7N0", 50);

        assertThat(routes).hasSize(10).doesNotHaveDuplicates();
        assertThat(routes).allSatisfy(r -> assertThat(r.score()).isEqualTo(1));
        assertThat(routes).allSatisfy(r -> assertThat(r.agents()).doesNotHaveDuplicates());
    }
}
