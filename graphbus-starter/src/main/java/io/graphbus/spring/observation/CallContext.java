package io.graphbus.spring.observation;

import io.graphbus.invoke.Invocation;
import io.micrometer.observation.Observation;

/** One direct call of an agent's method. */
public final class CallContext extends Observation.Context {

    private final Invocation.Site site;

    CallContext(Invocation.Site site) {
        this.site = site;
    }

    /** Agent and method. */
    public Invocation.Site site() {
        return site;
    }
}
