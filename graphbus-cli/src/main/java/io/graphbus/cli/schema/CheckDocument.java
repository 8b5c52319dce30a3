package io.graphbus.cli.schema;

import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Style;
import io.graphbus.compat.Check;
import io.graphbus.compat.Finding;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A verdict for programs and for people. */
final class CheckDocument {

    private CheckDocument() {}

    static JsonNode of(Check check) {
        return Documents.tree(fields(check));
    }

    /** Without a witness where there is none. */
    static Map<String, Object> fields(Check check) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("verdict", check.verdict().name());
        if (check.witness() != null) {
            fields.put("witness", check.witness());
        }
        fields.put("findings", check.findings());
        fields.put("limitations", check.limitations());
        return fields;
    }

    static String text(Check check, Style style) {
        StringBuilder text = new StringBuilder();
        text.append(
                switch (check.verdict()) {
                    case COMPATIBLE -> style.green("COMPATIBLE");
                    case INCOMPATIBLE -> style.red("INCOMPATIBLE");
                    case INDETERMINATE -> style.yellow("INDETERMINATE");
                });
        if (check.witness() != null) {
            text.append("\nThe writer may write  ")
                    .append(Documents.compact(check.witness()))
                    .append("\nThe reader refuses it:");
        }
        for (Finding finding : check.findings()) {
            text.append("\n  ")
                    .append(finding.code())
                    .append(" at ")
                    .append(finding.pointer().isEmpty() ? "/" : finding.pointer())
                    .append(": ")
                    .append(finding.message());
        }
        check.limitations().forEach(limitation -> text.append("\n  ").append(limitation));
        return text.toString();
    }
}
