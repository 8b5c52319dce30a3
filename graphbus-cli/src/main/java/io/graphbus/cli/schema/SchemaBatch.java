package io.graphbus.cli.schema;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.compat.Check;
import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Finding;
import io.graphbus.compat.Mode;
import io.graphbus.compat.Verdict;
import io.graphbus.problem.GraphBusException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Answers pairs of schemas line by line, in their order; a bad line has an answer too. */
final class SchemaBatch {

    /** What a limitation says of a line that is no pair. */
    static final String INVALID_LINE = "INVALID_LINE";

    private final Console console;
    private final Mode mode;

    SchemaBatch(Console console, Mode mode) {
        this.console = console;
        this.mode = mode;
    }

    void answer(InputStream lines) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            console.result(Documents.compact(Documents.tree(answer(line, number))));
        }
    }

    private Map<String, Object> answer(String line, int number) {
        JsonNode pair;
        try {
            pair = Documents.parse("line " + number, line);
        } catch (GraphBusException e) {
            return fields(NullNode.instance, invalid(e.problem().message()));
        }
        JsonNode id = pair.isObject() && pair.has("id") ? pair.get("id") : NullNode.instance;
        if (!pair.isObject() || !pair.has("writer") || !pair.has("reader")) {
            return fields(id, invalid("expected an object with id, writer and reader"));
        }
        return fields(id, Compatibility.check(pair.get("writer"), pair.get("reader"), mode));
    }

    private static Check invalid(String message) {
        return new Check(
                Verdict.INDETERMINATE,
                null,
                List.of(new Finding(INVALID_LINE, "", message)),
                List.of(INVALID_LINE));
    }

    private static Map<String, Object> fields(JsonNode id, Check check) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.putAll(CheckDocument.fields(check));
        return fields;
    }
}
