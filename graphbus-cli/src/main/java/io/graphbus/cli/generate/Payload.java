package io.graphbus.cli.generate;

import java.util.Optional;

/**
 * What travels on a topic.
 *
 * @param type as it is written in sources of the new agent's package
 * @param fresh whether it is a record that is written together with the agent; it has an {@code id}
 * @param hasId whether it is a record with an {@code id} of type String
 * @param sample an expression for tests, if there is one
 */
record Payload(String type, boolean fresh, boolean hasId, Optional<String> sample) {

    static Payload fresh(String type) {
        return new Payload(type, true, true, Optional.of("new " + type + "(\"1\")"));
    }

    String variable() {
        return Names.variable(type, "payload");
    }
}
