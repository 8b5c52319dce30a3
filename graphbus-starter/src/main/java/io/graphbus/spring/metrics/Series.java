package io.graphbus.spring.metrics;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One meter of a family.
 *
 * @param values of the family's tags, in the order of its keys
 */
record Series(Family family, List<String> values) {

    private static final String ABSENT = "none";

    Series {
        if (values.size() != family.tagKeys().size()) {
            throw new IllegalArgumentException(family + " takes " + family.tagKeys());
        }
    }

    static Series of(Family family, String... values) {
        return new Series(
                family, Arrays.stream(values).map(v -> v.isEmpty() ? ABSENT : v).toList());
    }

    Tags tags() {
        return Tags.of(
                IntStream.range(0, values.size())
                        .mapToObj(i -> Tag.of(family.tagKeys().get(i), values.get(i)))
                        .toList());
    }
}
