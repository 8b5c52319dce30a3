package io.graphbus.cli.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** Makes Java names of topics and words. */
final class Names {

    /** Simple names that generated sources use for something else. */
    private static final Set<String> TAKEN =
            Set.of(
                    "Agent",
                    "AgentContext",
                    "Event",
                    "Publishes",
                    "SchemaMethod",
                    "Stateful",
                    "State",
                    "Subscribes",
                    "Test",
                    "Scenario",
                    "GraphBusTester",
                    "GraphBusExtension",
                    "RegisterExtension");

    private Names() {}

    /** {@code OrderCreated} of {@code /order/created}, {@code order-created} or the like. */
    static String type(String text) {
        return words(text).stream().map(Names::capitalised).collect(Collectors.joining());
    }

    /** {@code onOrderCreated} of {@code /order/created}. */
    static String handler(String topic) {
        return "on" + type(spoken(topic));
    }

    /** {@code on_order_created} of {@code /order/created}. */
    static String subscription(String topic) {
        return "on_"
                + words(spoken(topic)).stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining("_"));
    }

    /** {@code Order processor} of {@code OrderProcessor}. */
    static String sentence(String type) {
        String words =
                words(type).stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" "));
        return capitalised(words);
    }

    /** A variable for values of a type. */
    static String variable(String type, String otherwise) {
        String name = decapitalised(type.substring(type.lastIndexOf('.') + 1));
        return SourceVersion.isName(name) && !name.equals("handled") ? name : otherwise;
    }

    static String capitalised(String word) {
        return word.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    static String decapitalised(String word) {
        return word.isEmpty()
                ? word
                : word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }

    /** Whether a class of this name would be mistaken for another one, or is none. */
    static boolean isTaken(String type) {
        return TAKEN.contains(type) || !SourceVersion.isName(type) || isOfJava(type);
    }

    private static boolean isOfJava(String type) {
        try {
            Class.forName("java.lang." + type, false, null);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static String spoken(String topic) {
        return topic.replace("**", "all").replace("*", "any");
    }

    /** Parts at anything that is no letter or digit, and where small letters meet capitals. */
    private static List<String> words(String text) {
        return new ArrayList<>(
                Arrays.stream(text.split("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])"))
                        .filter(word -> !word.isEmpty())
                        .toList());
    }
}
