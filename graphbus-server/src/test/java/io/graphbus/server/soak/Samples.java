package io.graphbus.server.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a process held from time to time. Its first and its last third are compared by their
 * medians, so that neither what happens to be under way at one moment nor a single peak decides.
 */
final class Samples {

    private final List<Sample> taken = new ArrayList<>();

    void add(Sample sample) {
        taken.add(sample);
    }

    int count() {
        return taken.size();
    }

    List<Sample> all() {
        return List.copyOf(taken);
    }

    /** By how much the last third is above the first. */
    Sample growth() {
        return new Sample(
                growth(Sample::heap),
                growth(Sample::beside),
                (int) growth(Sample::classes),
                (int) growth(Sample::threads),
                (long) growth(Sample::files));
    }

    /** The medians of a third: 0, 1 or 2. */
    Sample third(int number) {
        return new Sample(
                median(number, Sample::heap),
                median(number, Sample::beside),
                (int) median(number, Sample::classes),
                (int) median(number, Sample::threads),
                (long) median(number, Sample::files));
    }

    private double growth(ToDoubleFunction<Sample> value) {
        return median(2, value) - median(0, value);
    }

    private double median(int third, ToDoubleFunction<Sample> value) {
        int size = taken.size() / 3;
        double[] sorted =
                taken.subList(third * size, third * size + size).stream()
                        .mapToDouble(value)
                        .sorted()
                        .toArray();
        return sorted[sorted.length / 2];
    }
}
