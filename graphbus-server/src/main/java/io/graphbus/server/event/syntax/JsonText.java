package io.graphbus.server.event.syntax;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import java.util.regex.Pattern;

/** A payload's JSON as it may be sent. */
public final class JsonText {

    /** Half a character, which no encoding can write as it is but JSON can as an escape. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private JsonText() {}

    /**
     * The payload on one line of text that every encoding can write.
     *
     * @throws io.graphbus.problem.GraphBusException for a payload without JSON form
     */
    public static String ofPayload(GraphBus bus, Event event) {
        return LONE_SURROGATE
                .matcher(bus.payloadJson(event))
                .replaceAll(half -> String.format("\\\\u%04x", (int) half.group().charAt(0)));
    }
}
