package io.graphbus.gate;

import io.graphbus.invoke.Interceptor;
import java.util.List;

/**
 * What stands around executions and in front of publishes; in each list the first is outermost.
 * Immutable.
 */
public record Interceptors(List<Interceptor> executions, List<PublishInterceptor> publishes) {

    public static final Interceptors NONE = new Interceptors(List.of(), List.of());

    public Interceptors {
        executions = List.copyOf(executions);
        publishes = List.copyOf(publishes);
    }
}
