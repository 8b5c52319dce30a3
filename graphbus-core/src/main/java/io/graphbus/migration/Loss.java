package io.graphbus.migration;

import java.util.List;

/**
 * What is not the same after going there and back. A part {@code *} of a pointer stands for any
 * name or index.
 *
 * @param forward JSON Pointers into the data of the version that is left
 * @param backward JSON Pointers into the data of the version that is reached
 */
public record Loss(List<String> forward, List<String> backward) {

    public static final Loss NONE = new Loss(List.of(), List.of());

    public Loss {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
    }
}
