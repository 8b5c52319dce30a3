package io.graphbus.server.event.cloud;

import io.graphbus.problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading one event.
 *
 * @param event {@code null} when there are faults
 */
record Reading(@Nullable CloudEvent event, List<Violation> faults) {

    Reading {
        faults = List.copyOf(faults);
    }
}
