package io.graphbus.spring.application;

/** What became of one attempt to register. */
sealed interface ServerAnswer {

    /**
     * The server has it.
     *
     * @param tag stands for what is registered
     * @param first whether nothing was registered before
     */
    record Registered(String tag, boolean first) implements ServerAnswer {}

    /** Something else is registered than what the condition asked for, or nothing. */
    record NotThatOne() implements ServerAnswer {}

    /**
     * The server, or what stands in its place, does not want it.
     *
     * @param kind the same for refusals that mean the same
     * @param pauseSeconds how long it wants to be left alone; 0 when it does not say
     */
    record Refused(String kind, String what, String hint, long pauseSeconds)
            implements ServerAnswer {}

    /** Nobody answered. */
    record Unreachable(String what, String hint) implements ServerAnswer {}
}
