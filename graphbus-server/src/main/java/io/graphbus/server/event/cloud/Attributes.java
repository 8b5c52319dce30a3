package io.graphbus.server.event.cloud;

import io.graphbus.problem.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gathers one event's attributes, and every fault in them. Used once, by one thread. */
final class Attributes {

    /** How much of a name comes back to whoever sent it. */
    private static final int LONGEST_NAME = 80;

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Violation> faults = new ArrayList<>();

    /** Takes what JSON says of an attribute; {@code null} there means nothing is said. */
    void add(String name, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        String misnamed = AttributeRules.faultOfName(name);
        if (misnamed != null) {
            fault(name, misnamed);
        } else if (value.isString()) {
            keep(name, value.stringValue(), value.stringValue());
        } else if (AttributeRules.CORE.contains(name)) {
            refuse(name, "is not a string");
        } else if (value.isBoolean()) {
            keep(name, value.asString(), value.booleanValue());
        } else if (value.isIntegralNumber() && value.canConvertToInt()) {
            keep(name, value.asString(), value.intValue());
        } else {
            fault(name, "is no string, boolean or 32-bit integer");
        }
    }

    /** Takes an attribute's text. */
    void add(String name, String text) {
        String misnamed = AttributeRules.faultOfName(name);
        if (misnamed == null) {
            keep(name, text, text);
        } else {
            fault(name, misnamed);
        }
    }

    private void keep(String name, String text, Object value) {
        seen.add(name);
        String fault = AttributeRules.faultOf(name, text);
        if (fault != null) {
            fault(name, fault);
        } else if (!name.equals("specversion")) {
            values.put(name, value);
        }
    }

    /** Takes no value for an attribute that is there. */
    void refuse(String name, String message) {
        seen.add(name);
        fault(name, message);
    }

    void fault(String name, String message) {
        String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        faults.add(new Violation(shown, message));
    }

    /** All faults, with what is missing among them. */
    List<Violation> faults() {
        for (String name : AttributeRules.REQUIRED) {
            if (seen.add(name)) {
                fault(name, "is missing");
            }
        }
        return faults;
    }

    @Nullable String text(String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }

    CloudEvent with(@Nullable JsonNode data) {
        return new CloudEvent(values, data);
    }
}
