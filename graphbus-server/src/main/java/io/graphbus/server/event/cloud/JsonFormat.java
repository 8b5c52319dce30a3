package io.graphbus.server.event.cloud;

import io.graphbus.problem.Violation;
import io.graphbus.server.event.syntax.ContentType;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an event in the JSON event format. */
final class JsonFormat {

    private static final String DATA = "data";
    private static final String BASE64 = "data_base64";

    private JsonFormat() {}

    static Reading read(JsonNode node) {
        if (!node.isObject()) {
            return new Reading(null, List.of(new Violation("", "is not a JSON object")));
        }
        var attributes = new Attributes();
        node.properties().stream()
                .filter(e -> !e.getKey().equals(DATA) && !e.getKey().equals(BASE64))
                .forEach(e -> attributes.add(e.getKey(), e.getValue()));
        JsonNode data = data(node, attributes);
        List<Violation> faults = attributes.faults();
        return new Reading(faults.isEmpty() ? attributes.with(data) : null, faults);
    }

    private static @Nullable JsonNode data(JsonNode node, Attributes attributes) {
        JsonNode data = node.get(DATA);
        JsonNode base64 = node.get(BASE64);
        if (base64 == null || base64.isNull()) {
            checkText(data, attributes);
            return data;
        }
        if (data != null && !data.isNull()) {
            attributes.fault(BASE64, "stands beside data; only one of them may");
            return null;
        }
        byte[] bytes = base64.isString() ? decoded(base64.stringValue()) : null;
        if (bytes == null) {
            attributes.fault(BASE64, "is no base64 text");
            return null;
        }
        return DataContent.ofBase64(bytes, attributes);
    }

    private static void checkText(@Nullable JsonNode data, Attributes attributes) {
        boolean json = DataContent.type(attributes).map(ContentType::isJson).orElse(true);
        if (data != null && !json && !data.isString()) {
            attributes.fault(
                    DATA, "is not a string, which a datacontenttype other than JSON needs");
        }
    }

    private static byte @Nullable [] decoded(String base64) {
        if (base64.length() % 4 != 0) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
