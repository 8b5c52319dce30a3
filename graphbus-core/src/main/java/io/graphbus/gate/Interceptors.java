package io.graphbus.gate;

import io.graphbus.invoke.Interceptor;
import java.util.List;

/**
 * What stands around executions, in front of publishes and before handlers; in each list the first
 * is outermost. Immutable.
 */
public record Interceptors(
        List<Interceptor> executions, List<PublishInterceptor> publishes, Reading.Maker readings) {

    public static final Interceptors NONE =
            new Interceptors(List.of(), List.of(), Reading.Maker.NONE);

    public Interceptors {
        executions = List.copyOf(executions);
        publishes = List.copyOf(publishes);
    }
}
