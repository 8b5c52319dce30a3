package io.graphbus.invoke;

import io.graphbus.agent.Event;
import org.jspecify.annotations.Nullable;

/**
 * One execution of an agent's method: a direct call, or the handling of an event.
 *
 * @param site what is executed
 * @param arguments already of the parameters' types; whoever changes them makes a new invocation
 * @param event that is being handled; {@code null} for a direct call
 */
public record Invocation(Site site, @Nullable Object[] arguments, @Nullable Event event) {

    /** The same invocation with other arguments. */
    public Invocation with(@Nullable Object[] others) {
        return new Invocation(site, others, event);
    }

    /**
     * A place where executions happen, known when an agent is wired.
     *
     * @param method name of the method or handler
     * @param subscription id of the subscription; {@code null} for direct calls
     */
    public record Site(String agent, String method, @Nullable String subscription) {

        public boolean isCall() {
            return subscription == null;
        }
    }
}
