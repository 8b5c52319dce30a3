package io.graphbus.contract.impact;

import io.graphbus.compat.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a change does to one edge.
 *
 * @param writer the agent whose values pass
 * @param reader the agent that reads them
 * @param via a topic, or {@code agent.method} for a call's arguments and {@code agent.method
 *     result}
 * @param handler of the reader; empty for a call
 * @param witness a value that the writer may write and the reader refuses; {@code null} where there
 *     is none
 * @param findings why
 * @param steps of the migrations that make it safe; empty unless they do
 * @param fix what would make it safe; empty where nothing needs to be done
 */
public record EdgeImpact(
        String writer,
        String reader,
        String via,
        String handler,
        EdgeVerdict verdict,
        @Nullable JsonNode witness,
        List<Finding> findings,
        List<String> limitations,
        List<String> steps,
        String fix) {

    public EdgeImpact {
        findings = List.copyOf(findings);
        limitations = List.copyOf(limitations);
        steps = List.copyOf(steps);
    }
}
