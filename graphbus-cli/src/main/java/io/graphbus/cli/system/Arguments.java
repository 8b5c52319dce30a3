package io.graphbus.cli.system;

import io.graphbus.cli.output.Documents;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.ParameterDefinition;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Arguments as a person types them: a JSON object, a JSON array, words in order, or nothing. */
public final class Arguments {

    private static final Pattern WORD =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s\"']\\S*");
    private static final String TEXT = "java.lang.String";

    private Arguments() {}

    /** The arguments by name, as JSON. */
    public static String json(AgentGraph graph, MethodName name, String typed) {
        Optional<MethodDefinition> method =
                graph.agent(name.agent()).stream()
                        .flatMap(agent -> agent.methods().stream())
                        .filter(m -> m.name().equals(name.method()))
                        .findFirst();
        if (typed.isBlank() || typed.startsWith("{") || method.isEmpty()) {
            return typed;
        }
        List<ParameterDefinition> parameters = method.get().parameters();
        List<JsonNode> values =
                typed.startsWith("[") ? items(typed, parameters) : words(typed, parameters);
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < values.size(); i++) {
            arguments.set(parameters.get(i).name(), values.get(i));
        }
        return Documents.compact(arguments);
    }

    private static List<JsonNode> items(String typed, List<ParameterDefinition> parameters) {
        List<JsonNode> items = new ArrayList<>();
        Documents.parse("JSON", typed).forEach(items::add);
        return checked(items, parameters);
    }

    private static List<JsonNode> words(String typed, List<ParameterDefinition> parameters) {
        Matcher word = WORD.matcher(typed);
        List<JsonNode> values = new ArrayList<>();
        while (word.find()) {
            int place = values.size();
            boolean isText = place < parameters.size() && parameters.get(place).type().equals(TEXT);
            values.add(value(word.group(), isText));
        }
        return checked(values, parameters);
    }

    private static List<JsonNode> checked(
            List<JsonNode> values, List<ParameterDefinition> parameters) {
        if (values.size() > parameters.size()) {
            throw Problem.of(
                            ProblemCode.INVALID_ARGUMENTS,
                            "arguments",
                            "There are "
                                    + values.size()
                                    + " arguments, and it takes "
                                    + parameters.size(),
                            "Texts with blanks are written \"like this\"; it takes: "
                                    + parameters.stream().map(ParameterDefinition::name).toList())
                    .toException();
        }
        return values;
    }

    private static JsonNode value(String word, boolean isText) {
        boolean isQuoted = word.startsWith("\"");
        if (word.startsWith("'")) {
            return JsonNodeFactory.instance.stringNode(word.substring(1, word.length() - 1));
        }
        try {
            return isText && !isQuoted
                    ? JsonNodeFactory.instance.stringNode(word)
                    : Documents.parse("argument", word);
        } catch (GraphBusException notJson) {
            return JsonNodeFactory.instance.stringNode(word);
        }
    }
}
