package io.graphbus.spring.observation;

import io.graphbus.agent.Event;
import io.graphbus.gate.Publishing;
import io.micrometer.observation.Observation;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows the execution that a thread has just left: what it returned is published afterwards and
 * belongs to it. Usable from any thread.
 */
final class ThreadFrames {

    private final ThreadLocal<Frames> frames = ThreadLocal.withInitial(Frames::new);

    /** What one thread is in, and what it has left last if that had a result. */
    private static final class Frames {
        private @Nullable Frame current;
        private @Nullable Frame left;
    }

    /** One execution; belongs to its thread. */
    static final class Frame {
        private final Observation observation;
        private final String agent;
        private final @Nullable Event cause;
        private final @Nullable Frame outer;
        private @Nullable Object result;

        private Frame(
                Observation observation,
                String agent,
                @Nullable Event event,
                @Nullable Frame outer) {
            this.observation = observation;
            this.agent = agent;
            this.cause = event == null && outer != null ? outer.cause : event;
            this.outer = outer;
        }

        @SuppressWarnings("ReferenceEquality") // events and results are themselves
        private boolean returned(Publishing publishing) {
            return agent.equals(publishing.source())
                    && cause == publishing.cause()
                    && isResult(publishing.request().payload());
        }

        /** What is no record is copied before it is published. */
        @SuppressWarnings("ReferenceEquality")
        private boolean isResult(@Nullable Object payload) {
            return payload == result
                    || (payload instanceof Map && result instanceof Map)
                    || (payload instanceof Collection && result instanceof Collection)
                    || (payload != null
                            && result != null
                            && payload.getClass() == result.getClass()
                            && !(payload instanceof Record));
        }
    }

    Frame enter(Observation observation, String agent, @Nullable Event event) {
        Frames here = frames.get();
        Frame frame = new Frame(observation, agent, event, here.current);
        here.current = frame;
        return frame;
    }

    void leave(Frame frame, @Nullable Object result) {
        Frames here = frames.get();
        frame.result = result;
        here.current = frame.outer;
        here.left = result == null ? null : frame;
    }

    /** The ended execution whose result is being published; {@code null} for any other publish. */
    @Nullable Observation origin(Publishing publishing) {
        Frame left = frames.get().left;
        return left != null && left.returned(publishing) ? left.observation : null;
    }
}
