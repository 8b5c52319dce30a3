package io.graphbus.server.event.cloud;

import io.graphbus.problem.Violation;
import io.graphbus.server.event.syntax.HeaderText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads an event in binary mode: attributes in headers, data in the body. */
final class HttpBinding {

    private static final String PREFIX = "ce-";
    private static final String TYPE = "datacontenttype";

    private HttpBinding() {}

    static boolean isAttribute(String header) {
        return header.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /**
     * Reads a message.
     *
     * @param headers all values of each header, its name in any case
     * @param contentType of the body, or empty
     */
    static Reading read(Map<String, List<String>> headers, String contentType, byte[] body) {
        var attributes = new Attributes();
        headers.forEach(
                (header, values) -> {
                    if (isAttribute(header)) {
                        add(attributes, name(header), values);
                    }
                });
        if (!contentType.isEmpty()) {
            attributes.add(TYPE, contentType);
        }
        if (!attributes.faults().isEmpty()) {
            return new Reading(null, attributes.faults());
        }
        JsonNode data = DataContent.ofBody(body, attributes);
        List<Violation> faults = attributes.faults();
        return new Reading(faults.isEmpty() ? attributes.with(data) : null, faults);
    }

    private static String name(String header) {
        return header.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    private static void add(Attributes attributes, String name, List<String> values) {
        if (name.equals(TYPE)) {
            attributes.fault(TYPE, "stands in a header of its own; Content-Type says it");
            return;
        }
        String text = values.size() == 1 ? HeaderText.decode(values.getFirst()) : "";
        if (values.size() != 1) {
            attributes.refuse(name, "is given " + values.size() + " times");
        } else if (text == null) {
            attributes.refuse(name, "is not percent-encoded ASCII");
        } else {
            attributes.add(name, text);
        }
    }
}
