package io.graphbus.server.graph;

import io.graphbus.server.setting.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * How long the parts of a stop may take, so that they are together not longer than {@code
 * spring.lifecycle.timeout-per-shutdown-phase}. What they leave is for agents that hang all the
 * same: they are interrupted, and Tomcat waits for their requests once more.
 *
 * @param requests until requests under way are answered; those in agents have the graph's time too
 * @param graph until the graph has done what it has accepted
 */
record StopTimes(Duration requests, Duration graph) {

    private static final String PROPERTY = "spring.lifecycle.timeout-per-shutdown-phase";
    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final Duration FOR_WHAT_HANGS = Duration.ofSeconds(3);

    static StopTimes of(Duration all) {
        Duration requests = all.dividedBy(4);
        Duration part = all.multipliedBy(2).dividedBy(5);
        Duration rest = part.compareTo(FOR_WHAT_HANGS) < 0 ? part : FOR_WHAT_HANGS;
        return new StopTimes(requests, all.minus(requests).minus(rest));
    }

    static StopTimes from(Environment environment) {
        Duration all = Binder.get(environment).bind(PROPERTY, Duration.class).orElse(USUAL);
        Bounds.between(PROPERTY, all, Duration.ofMillis(30), Duration.ofHours(1));
        return of(all);
    }
}
