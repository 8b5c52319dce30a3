package io.graphbus.gate;

import io.graphbus.agent.Event;
import io.graphbus.bus.Publish;
import org.jspecify.annotations.Nullable;

/**
 * One publish on its way to the bus. Immutable; may be kept and sent on later.
 *
 * @param request what is published; its payload will not change any more
 * @param source the publishing agent, or {@link Event#EXTERNAL}
 * @param cause the event whose handling publishes this one; {@code null} for none
 * @param inside whether an agent's execution publishes: then it never waits for room
 */
public record Publishing(Publish request, String source, @Nullable Event cause, boolean inside) {

    public String topic() {
        return request.topic();
    }

    /** The same publish with another request, which must be for the same topic. */
    public Publishing with(Publish other) {
        return new Publishing(other, source, cause, inside);
    }
}
