package io.graphbus.contract.deploy;

import io.graphbus.contract.deploy.GateRow.Mark;
import io.graphbus.contract.impact.EdgeImpact;
import io.graphbus.contract.impact.ImpactDocument;
import io.graphbus.schema.Version;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A gate's report as it is shown. */
public final class GateDocument {

    private GateDocument() {}

    public static JsonNode of(GateReport report) {
        ObjectNode document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("environment", report.environment())
                        .put("answer", report.answer().name());
        ArrayNode agents = document.putArray("agents");
        report.agents()
                .forEach(
                        party ->
                                agents.addObject()
                                        .put("agent", party.agent())
                                        .put("version", party.version().text()));
        ArrayNode rows = document.putArray("rows");
        report.rows().forEach(row -> rows.add(row(row)));
        return document;
    }

    private static ObjectNode row(GateRow row) {
        ObjectNode document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("agent", row.agent())
                        .put("version", row.version().text());
        Version live = row.peerVersion();
        put(document, "peer", row.peer());
        put(document, "peerVersion", live == null ? null : live.text());
        document.put("answer", row.answer().name());
        UnknownCause cause = row.cause();
        put(document, "cause", cause == null ? null : cause.text());
        put(document, "mark", row.mark() == Mark.NONE ? null : word(row.mark()));
        EdgeImpact edge = row.edge();
        if (edge != null) {
            document.setAll(ImpactDocument.edge(edge));
        }
        return document;
    }

    private static void put(ObjectNode document, String name, @Nullable String value) {
        if (value != null) {
            document.put(name, value);
        }
    }

    private static String word(Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT);
    }
}
