package io.graphbus.server.event.stream;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The live event stream.
 *
 * @param heartbeat time without events after which a comment is sent, so that a dead connection is
 *     noticed
 * @param buffer most events that a client may be behind; one that falls further behind is dropped
 * @param clients most clients at once
 */
@ConfigurationProperties("graphbus.events.stream")
record StreamProperties(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("10000") int buffer,
        @DefaultValue("2000") int clients) {

    StreamProperties {
        if (heartbeat.isZero() || heartbeat.isNegative()) {
            throw wrong("heartbeat", heartbeat + " is no positive duration.", "Set one like 15s.");
        }
        if (buffer < 1) {
            throw wrong("buffer", buffer + " is too small.", "Set 1 or more.");
        }
        if (clients < 0) {
            throw wrong("clients", clients + " is too small.", "Set 0 for no stream, or more.");
        }
    }

    private static RuntimeException wrong(String name, String message, String hint) {
        return Problem.of(
                        ProblemCode.INVALID_CONFIGURATION,
                        "graphbus.events.stream." + name,
                        message,
                        hint)
                .toException();
    }
}
