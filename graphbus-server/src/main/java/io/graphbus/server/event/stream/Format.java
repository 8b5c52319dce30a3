package io.graphbus.server.event.stream;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/** How events are written into a stream. */
enum Format {
    GRAPHBUS,
    CLOUDEVENTS;

    /** The format of a name as it is asked for; ours without one. */
    static Format of(@Nullable String name) {
        if (name == null) {
            return GRAPHBUS;
        }
        for (Format format : values()) {
            if (format.name().equalsIgnoreCase(name)) {
                return format;
            }
        }
        throw Problem.of(
                        ProblemCode.INVALID_REQUEST,
                        "format",
                        "There is no format " + name + ".",
                        "Formats: graphbus, cloudevents.")
                .toException();
    }
}
