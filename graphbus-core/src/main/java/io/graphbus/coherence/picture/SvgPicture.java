package io.graphbus.coherence.picture;

import io.graphbus.agent.Event;
import io.graphbus.coherence.report.CoherenceEdge;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Agents and what passes between them as an SVG, coloured by score, as wide as there is traffic.
 */
final class SvgPicture {

    private static final int LABELLED = 60;
    private static final double LOOP = 30;

    private final List<Arrow> arrows;
    private final Layout layout;
    private final double most;
    private final StringBuilder svg = new StringBuilder();
    private double deepest;

    private SvgPicture(Collection<CoherenceEdge> edges) {
        arrows = Arrow.of(edges);
        layout = new Layout(arrows);
        most = arrows.stream().mapToDouble(Arrow::share).max().orElse(1);
        deepest = layout.bottom();
    }

    static String of(Collection<CoherenceEdge> edges) {
        return new SvgPicture(edges).draw();
    }

    private String draw() {
        StringBuilder body = new StringBuilder();
        arrows.stream()
                .sorted(Comparator.comparingDouble(Arrow::score).reversed())
                .forEach(arrow -> body.append(arrow(arrow)));
        layout.layers().agents().forEach(agent -> body.append(agent(agent)));
        double height = deepest + 40;
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"traffic\" role=\"img\""
                        + " aria-label=\"Traffic between agents\" viewBox=\"0 0 %s %s\" width=\"%s\">\n"
                                .formatted(
                                        Words.place(layout.width()),
                                        Words.place(height),
                                        Words.place(layout.width())));
        svg.append("<style>").append(Style.PICTURE).append("</style>\n<defs>\n");
        for (Tone tone : Tone.values()) {
            svg.append(
                    "<marker id=\"tip-%s\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"11\" markerHeight=\"11\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"head %s\" d=\"M0 1 L10 5 L0 9 z\"/></marker>\n"
                            .formatted(tone.style(), tone.style()));
        }
        return svg.append("</defs>\n").append(body).append("</svg>\n").toString();
    }

    private String arrow(Arrow arrow) {
        boolean back = layout.layers().isBack(arrow);
        String path = back ? back(arrow) : forward(arrow);
        String tone = Tone.of(arrow.score()).style();
        return "<g class=\"arrow\"><title>"
                + Words.escaped(arrow.tip())
                + "</title><path class=\"line "
                + tone
                + (back ? " back" : "")
                + "\" marker-end=\"url(#tip-"
                + tone
                + ")\" stroke-width=\""
                + Words.place(1.6 + 6.4 * Math.sqrt(arrow.share() / most))
                + "\" d=\""
                + path
                + "\"/>"
                + (arrows.size() <= LABELLED && !back ? label(arrow) : "")
                + "</g>\n";
    }

    private String forward(Arrow arrow) {
        List<Layout.Spot> way = layout.way(arrow);
        StringBuilder path = new StringBuilder();
        double x = layout.x(way.getFirst().layer) + layout.nodeWidth();
        double y = way.getFirst().y;
        path.append("M%s %s".formatted(Words.place(x), Words.place(y)));
        for (int i = 1; i < way.size(); i++) {
            Layout.Spot spot = way.get(i);
            double to = layout.x(spot.layer) - (i == way.size() - 1 ? 2 : 0);
            double bend = (to - x) / 2;
            path.append(
                    " C%s %s %s %s %s %s"
                            .formatted(
                                    Words.place(x + bend),
                                    Words.place(y),
                                    Words.place(to - bend),
                                    Words.place(spot.y),
                                    Words.place(to),
                                    Words.place(spot.y)));
            x = to;
            y = spot.y;
            if (i < way.size() - 1) {
                x += layout.nodeWidth();
                path.append(" L%s %s".formatted(Words.place(x), Words.place(y)));
            }
        }
        return path.toString();
    }

    /** Below everything, from the bottom of one agent to that of the other. */
    private String back(Arrow arrow) {
        double half = layout.nodeWidth() / 2;
        double from = layout.x(layout.layers().of(arrow.from())) + half + 10;
        double to = layout.x(layout.layers().of(arrow.to())) + half - 10;
        double start = layout.y(arrow.from()) + Layout.HEIGHT / 2;
        double end = layout.y(arrow.to()) + Layout.HEIGHT / 2 + 2;
        double lowest = Math.max(start, end);
        double depth = lowest + (layout.bottom() + LOOP - lowest) / 0.75;
        deepest = Math.max(deepest, layout.bottom() + LOOP);
        return "M%s %s C%s %s %s %s %s %s"
                .formatted(
                        Words.place(from),
                        Words.place(start),
                        Words.place(from),
                        Words.place(depth),
                        Words.place(to),
                        Words.place(depth),
                        Words.place(to),
                        Words.place(end));
    }

    private String label(Arrow arrow) {
        List<Layout.Spot> way = layout.way(arrow);
        Layout.Spot first = way.getFirst();
        double x = layout.x(first.layer) + layout.nodeWidth() + 75;
        double y = (first.y + way.get(1).y) / 2 - 5;
        return "<text class=\"topic\" x=\"%s\" y=\"%s\">%s</text>"
                .formatted(Words.place(x), Words.place(y), Words.escaped(arrow.label()));
    }

    private String agent(String agent) {
        double received = 0;
        double sum = 0;
        for (Arrow arrow : arrows) {
            if (arrow.to().equals(agent)) {
                for (CoherenceEdge edge : arrow.edges()) {
                    received += edge.deliveries();
                    sum += edge.deliveries() * edge.score();
                }
            }
        }
        double score = received == 0 ? 1 : sum / received;
        double x = layout.x(layout.layers().of(agent));
        double y = layout.y(agent) - Layout.HEIGHT / 2;
        String second =
                received == 0 ? "publishes only" : "score " + Words.score(Math.min(1, score));
        return """
               <g class="agent %s%s"><title>%s</title><rect x="%s" y="%s" width="%s" height="%s" rx="10"/>\
               <text class="name" x="%s" y="%s">%s</text><text class="more" x="%s" y="%s">%s</text></g>
               """
                .formatted(
                        received == 0 ? "source" : Tone.of(score).style(),
                        agent.equals(Event.EXTERNAL) ? " external" : "",
                        Words.escaped(agent + ": " + second),
                        Words.place(x),
                        Words.place(y),
                        Words.place(layout.nodeWidth()),
                        Words.place(Layout.HEIGHT),
                        Words.place(x + layout.nodeWidth() / 2),
                        Words.place(y + 20),
                        Words.escaped(agent),
                        Words.place(x + layout.nodeWidth() / 2),
                        Words.place(y + 36),
                        second);
    }
}
