package io.graphbus.server.event.cloud;

import io.graphbus.agent.Priority;
import io.graphbus.model.TopicPattern;
import io.graphbus.schema.Version;
import io.graphbus.server.event.syntax.ContentType;
import io.graphbus.server.event.syntax.Timestamps;
import io.graphbus.server.event.syntax.Uris;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What each attribute's text must look like, by the specification and for those GraphBus reads. */
final class AttributeRules {

    static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

    /** Attributes of the specification itself; all of them are strings. */
    static final Set<String> CORE =
            Set.of(
                    "specversion",
                    "id",
                    "source",
                    "type",
                    "datacontenttype",
                    "dataschema",
                    "subject",
                    "time");

    private static final Rule FILLED = new Rule("is empty", text -> !text.isEmpty());
    private static final Rule TIMESTAMP =
            new Rule(
                    "is no RFC 3339 timestamp such as 2026-01-31T12:00:00Z",
                    Timestamps::isTimestamp);
    private static final Map<String, Rule> RULES = rules();

    private AttributeRules() {}

    private static Map<String, Rule> rules() {
        var rules = new HashMap<String, Rule>();
        rules.put(
                "specversion",
                new Rule("is not " + CloudEvent.VERSION, CloudEvent.VERSION::equals));
        rules.put(
                "source",
                new Rule("is no URI reference", text -> !text.isEmpty() && Uris.isReference(text)));
        rules.put("dataschema", new Rule("is no absolute URI", Uris::isAbsolute));
        rules.put(
                "datacontenttype",
                new Rule("is no media type", text -> ContentType.parse(text).isPresent()));
        for (String time : List.of("time", "expirytime", "deprecationfrom", "deprecationsunset")) {
            rules.put(time, TIMESTAMP);
        }
        for (String text :
                List.of(
                        "id",
                        "type",
                        "subject",
                        "partitionkey",
                        "sequence",
                        "sequencetype",
                        "correlationid",
                        "causationid")) {
            rules.put(text, FILLED);
        }
        rules.put("gbtopic", new Rule("is no topic such as /Order/Created", TopicPattern::isTopic));
        rules.put("gbversion", new Rule("is no version such as 1.4.0", Version::isValid));
        rules.put("gbattempt", new Rule("is no integer", AttributeRules::isInteger));
        rules.put(
                "gbpriority",
                new Rule(
                        "is none of " + Arrays.toString(Priority.values()),
                        AttributeRules::isPriority));
        return rules;
    }

    /** Why an attribute cannot be called that; {@code null} when it can. */
    static @Nullable String faultOfName(String name) {
        if (name.equals("data")) {
            return "is reserved and cannot name an attribute";
        }
        boolean good =
                !name.isEmpty()
                        && name.chars()
                                .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
        return good ? null : "is no attribute name: those are of a-z and 0-9";
    }

    /** Why the text cannot be the attribute's value; {@code null} when it can. */
    static @Nullable String faultOf(String name, String text) {
        if (!text.codePoints().allMatch(AttributeRules::isAllowed)) {
            return "has a control character or one that is no character";
        }
        Rule rule = RULES.get(name);
        return rule == null || rule.holds.test(text) ? null : rule.fault;
    }

    private static boolean isAllowed(int c) {
        boolean control = c < 0x20 || (c >= 0x7f && c <= 0x9f);
        boolean halfPair = c >= 0xd800 && c <= 0xdfff;
        boolean none = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
        return !control && !halfPair && !none;
    }

    private static boolean isInteger(String text) {
        try {
            return Integer.toString(Integer.parseInt(text)).equals(text);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isPriority(String text) {
        return Arrays.stream(Priority.values()).anyMatch(p -> p.name().equalsIgnoreCase(text));
    }

    private record Rule(String fault, Predicate<String> holds) {}
}
