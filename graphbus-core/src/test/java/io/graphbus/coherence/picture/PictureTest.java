package io.graphbus.coherence.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.coherence.Coherence;
import io.graphbus.coherence.RandomTraffic;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.Outcome;
import io.graphbus.coherence.evidence.Replay;
import io.graphbus.coherence.evidence.Snapshot;
import io.graphbus.coherence.relation.VersionRelations;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PictureTest {

    private static Coherence coherence(List<Interaction> traffic) {
        Evidence evidence =
                Replay.of(traffic, RandomTraffic.START.plusSeconds(3_600), Duration.ofMinutes(10));
        return Coherence.of(new Snapshot(evidence, null, List.of()), VersionRelations.byNumber());
    }

    private static Interaction delivery(String from, String to, String topic) {
        return new Interaction(
                RandomTraffic.START.plusSeconds(3_500), from, to, topic, "1.0.0", Outcome.PASSED);
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyAgentAndEveryPairIsDrawnOnce(long seed) throws Exception {
        Coherence coherence = coherence(RandomTraffic.of(seed, 300, 3_600));
        Document svg = parsed(GraphPicture.SVG.draw(coherence.graph()));

        assertThat(svg.getElementsByTagName("rect").getLength())
                .isEqualTo(coherence.graph().nodes().size());
        assertThat(svg.getElementsByTagName("marker").getLength()).isEqualTo(4);
    }

    @Test
    void arrowsLeadFromLeftToRightButForThoseThatCloseALoop() {
        List<Arrow> arrows =
                Arrow.of(
                        coherence(
                                        List.of(
                                                delivery("A", "B", "/a/b"),
                                                delivery("B", "C", "/a/b"),
                                                delivery("A", "C", "/a/b"),
                                                delivery("C", "B", "/c/b"),
                                                delivery("C", "C", "/c/c")))
                                .graph()
                                .edges());
        Layers layers = new Layers(arrows);

        assertThat(layers.of("A")).isZero();
        assertThat(layers.of("B")).isEqualTo(1);
        assertThat(layers.of("C")).isEqualTo(2);
        assertThat(arrows.stream().filter(layers::isBack))
                .extracting(Arrow::from, Arrow::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("C", "B"),
                        org.assertj.core.groups.Tuple.tuple("C", "C"));
    }

    @Test
    void agentsOfOneLayerDoNotCoverEachOther() {
        List<Interaction> traffic = new ArrayList<>();
        for (int a = 0; a < 9; a++) {
            for (int b = 0; b < 9; b++) {
                traffic.add(delivery("Left" + a, "Right" + b, "/a/b"));
            }
        }
        Layout layout = new Layout(Arrow.of(coherence(traffic).graph().edges()));
        List<Double> places = new ArrayList<>();
        for (int b = 0; b < 9; b++) {
            places.add(layout.y("Right" + b));
        }
        places.sort(Double::compare);

        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i) - places.get(i - 1)).isGreaterThanOrEqualTo(Layout.HEIGHT);
        }
    }

    @Test
    void namesCannotBreakOutOfAnyForm() throws Exception {
        Coherence coherence =
                coherence(List.of(delivery("<script>\"&'", "B\\\"]", "/a/</title><b>")));

        assertThat(GraphPicture.DOT.draw(coherence.graph()))
                .contains("\"<script>\\\"&'\" -> \"B\\\\\\\"]\"");
        for (GraphPicture picture :
                List.of(GraphPicture.HTML, GraphPicture.SVG, GraphPicture.MERMAID)) {
            assertThat(picture.draw(coherence.graph())).doesNotContain("<script>\"", "</title><b>");
        }
        parsed(GraphPicture.SVG.draw(coherence.graph()));
        assertThat(ReportPage.of(coherence.report())).doesNotContain("<script>\"", "</title><b>");
    }

    @Test
    void withoutTrafficThereIsAPageThatSaysSo() {
        Coherence nothing = coherence(List.of());

        assertThat(GraphPicture.HTML.draw(nothing.graph())).contains("NO_DATA", "Nothing was");
        assertThat(ReportPage.of(nothing.report())).contains("NO_DATA");
        assertThat(GraphPicture.SVG.draw(nothing.graph())).startsWith("<svg");
    }
}
