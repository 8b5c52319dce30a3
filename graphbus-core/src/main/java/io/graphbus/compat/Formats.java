package io.graphbus.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Formats do not decide, but one should know where they differ. */
final class Formats {

    private Formats() {}

    static List<Finding> compare(JsonNode writer, JsonNode reader) {
        Map<String, String> written = new TreeMap<>();
        Map<String, String> read = new TreeMap<>();
        collect(writer, "", written);
        collect(reader, "", read);
        List<Finding> findings = new ArrayList<>();
        read.forEach(
                (at, format) -> {
                    String before = written.getOrDefault(at, "none");
                    if (!before.equals(format)) {
                        findings.add(
                                new Finding(
                                        "FORMAT_DIFFERS",
                                        at,
                                        "the reader expects the format "
                                                + format
                                                + ", the writer declares "
                                                + before));
                    }
                });
        return findings;
    }

    private static void collect(JsonNode schema, String at, Map<String, String> to) {
        JsonNode format = schema.path("format");
        if (format.isString()) {
            to.put(at, format.stringValue());
        }
        for (String part : List.of("allOf", "anyOf", "oneOf", "prefixItems")) {
            schema.path(part).forEach(child -> collect(child, at, to));
        }
        JsonNode properties = schema.path("properties");
        properties.properties().forEach(e -> collect(e.getValue(), at + "/" + e.getKey(), to));
        if (schema.path("items").isObject()) {
            collect(schema.path("items"), at + "/0", to);
        }
    }
}
