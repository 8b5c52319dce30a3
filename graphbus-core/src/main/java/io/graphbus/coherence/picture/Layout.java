package io.graphbus.coherence.picture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Places for agents and arrows: layers side by side, within a layer as near to their neighbours as
 * the others let them, with room for arrows that pass by.
 */
final class Layout {

    static final double HEIGHT = 46;
    private static final double GAP = 26;
    private static final double LANE = 20;
    private static final double MARGIN = 40;
    private static final double BETWEEN = 150;
    private static final int SWEEPS = 8;

    private final Layers layers;
    private final double width;
    private final List<List<Spot>> columns = new ArrayList<>();
    private final Map<String, Spot> spots = new HashMap<>();
    private final Map<Arrow, List<Spot>> ways = new HashMap<>();

    /** A place in a layer: of an agent, or where an arrow passes by. */
    static final class Spot {
        final int layer;
        final double height;
        final List<Spot> left = new ArrayList<>();
        final List<Spot> right = new ArrayList<>();
        double y;

        Spot(int layer, double height) {
            this.layer = layer;
            this.height = height;
        }
    }

    Layout(Collection<Arrow> arrows) {
        layers = new Layers(arrows);
        width =
                layers.agents().stream()
                        .mapToDouble(name -> name.length() * 7.8 + 34)
                        .max()
                        .orElse(0);
        IntStream.range(0, layers.count()).forEach(i -> columns.add(new ArrayList<>()));
        for (String agent : layers.agents()) {
            Spot spot = new Spot(layers.of(agent), HEIGHT);
            spots.put(agent, spot);
            columns.get(spot.layer).add(spot);
        }
        arrows.stream().filter(arrow -> !layers.isBack(arrow)).forEach(this::lead);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            arrange(sweep % 2 == 0);
        }
        settle();
    }

    private void lead(Arrow arrow) {
        List<Spot> way = new ArrayList<>();
        way.add(spot(arrow.from()));
        for (int layer = layers.of(arrow.from()) + 1; layer < layers.of(arrow.to()); layer++) {
            Spot lane = new Spot(layer, LANE);
            columns.get(layer).add(lane);
            way.add(lane);
        }
        way.add(spot(arrow.to()));
        for (int i = 1; i < way.size(); i++) {
            way.get(i - 1).right.add(way.get(i));
            way.get(i).left.add(way.get(i - 1));
        }
        ways.put(arrow, way);
    }

    private Spot spot(String agent) {
        return spots.computeIfAbsent(agent, a -> new Spot(0, HEIGHT));
    }

    /** Orders each layer by where its neighbours are, and puts it there as far as there is room. */
    private void arrange(boolean forward) {
        for (int i = 0; i < columns.size(); i++) {
            List<Spot> column = columns.get(forward ? i : columns.size() - 1 - i);
            Map<Spot, Double> wished = new HashMap<>();
            for (Spot spot : column) {
                List<Spot> neighbours = forward ? spot.left : spot.right;
                wished.put(
                        spot, neighbours.stream().mapToDouble(n -> n.y).average().orElse(spot.y));
            }
            column.sort(Comparator.comparingDouble(spot -> wished.getOrDefault(spot, 0.0)));
            place(column, wished);
        }
    }

    private static void place(List<Spot> column, Map<Spot, Double> wished) {
        double least = Double.NEGATIVE_INFINITY;
        double off = 0;
        for (Spot spot : column) {
            double wish = wished.getOrDefault(spot, 0.0);
            spot.y = Math.max(wish, least + spot.height / 2);
            off += wish - spot.y;
            least = spot.y + spot.height / 2 + GAP;
        }
        double shift = column.isEmpty() ? 0 : off / column.size();
        column.forEach(spot -> spot.y += shift);
    }

    private void settle() {
        double top =
                columns.stream()
                        .flatMap(List::stream)
                        .mapToDouble(spot -> spot.y - spot.height / 2)
                        .min()
                        .orElse(0);
        columns.stream().flatMap(List::stream).forEach(spot -> spot.y += MARGIN - top);
    }

    Layers layers() {
        return layers;
    }

    double nodeWidth() {
        return width;
    }

    double x(int layer) {
        return MARGIN + layer * (width + BETWEEN);
    }

    double y(String agent) {
        return spot(agent).y;
    }

    /** The middle of what an arrow passes on its way, both agents included. */
    List<Spot> way(Arrow arrow) {
        return ways.getOrDefault(arrow, List.of());
    }

    double bottom() {
        return columns.stream()
                .flatMap(List::stream)
                .mapToDouble(spot -> spot.y + spot.height / 2)
                .max()
                .orElse(0);
    }

    double width() {
        return columns.isEmpty() ? 2 * MARGIN : x(columns.size() - 1) + width + MARGIN;
    }
}
