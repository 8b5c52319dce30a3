package io.graphbus.spring.application;

import io.graphbus.model.AgentGraph;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.application.ServerAnswer.NotThatOne;
import io.graphbus.spring.application.ServerAnswer.Refused;
import io.graphbus.spring.application.ServerAnswer.Registered;
import io.graphbus.spring.application.ServerAnswer.Unreachable;
import io.graphbus.spring.application.ServerClient.Present;
import io.graphbus.spring.application.Situation.Standing;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Registers, and decides how long to wait until the next time. A first registration replaces
 * whatever is registered; later ones only what this process has registered itself, so that an old
 * version does not overwrite a new one while both run. One thread.
 */
final class Registration {

    private static final double SPREAD = 0.1;

    private final CurrentGraph current;
    private final RegistrationBody body;
    private final RegistrationLog log;
    private final RetryPolicy retry;
    private final Duration refresh;
    private final Random random = new Random();
    private @Nullable String tag;
    private int failures;

    Registration(
            CurrentGraph current,
            RegistrationBody body,
            RegistrationLog log,
            RegistrationProperties properties) {
        this.current = current;
        this.body = body;
        this.log = log;
        this.retry = properties.retry().policy();
        this.refresh = properties.refresh();
    }

    /** Tries once; the answer is how long to wait before the next time. */
    Duration attempt(ServerClient server) throws InterruptedException {
        AgentGraph graph = current.bus().graph();
        if (!body.isOf(graph)) {
            tag = null;
        }
        return switch (server.put(body.of(graph), tag)) {
            case Registered done -> registered(done, graph);
            case NotThatOne other -> decide(server.present());
            case Refused no -> refused(no);
            case Unreachable nobody -> {
                log.now(Standing.UNREACHABLE, nobody.what(), nobody.what(), nobody.hint());
                yield pause();
            }
        };
    }

    private Duration registered(Registered done, AgentGraph graph) {
        log.registered(graph.agents().size(), done.first());
        tag = done.tag();
        failures = 0;
        return around(refresh);
    }

    private Duration refused(Refused no) {
        log.now(Standing.REFUSED, no.kind(), no.what(), no.hint());
        Duration pause = pause();
        Duration wanted = Duration.ofSeconds(no.pauseSeconds());
        return wanted.compareTo(pause) > 0 ? wanted : pause;
    }

    /** Nothing there any more, or nobody behind it: then it is ours again. */
    private Duration decide(Present present) {
        if (present.stale()) {
            tag = present.tag();
            return pauseAfter(++failures);
        }
        log.now(
                Standing.SUPERSEDED,
                "superseded",
                "another version of the application has registered since",
                "Nothing to do while an update is rolled out; otherwise give one of the two another"
                        + " graphbus.server.application-name.");
        failures = 0;
        return around(refresh);
    }

    private Duration pause() {
        return pauseAfter(++failures);
    }

    private Duration pauseAfter(int count) {
        return retry.pause(count, random);
    }

    /** So that copies started together do not come together for ever. */
    private Duration around(Duration interval) {
        double factor = 1 + SPREAD * (2 * random.nextDouble() - 1);
        return Duration.ofNanos((long) (interval.toNanos() * factor));
    }
}
