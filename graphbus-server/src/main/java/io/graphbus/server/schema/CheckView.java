package io.graphbus.server.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.compat.Check;
import io.graphbus.compat.Finding;
import io.graphbus.compat.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A verdict as the API shows it.
 *
 * @param witness absent unless the verdict is {@code INCOMPATIBLE}
 */
@Schema(name = "SchemaCheck")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckView(
        Verdict verdict,
        @Nullable JsonNode witness,
        List<FindingView> findings,
        List<String> limitations) {

    static CheckView from(Check check) {
        return new CheckView(
                check.verdict(),
                check.witness(),
                check.findings().stream().map(FindingView::from).toList(),
                check.limitations());
    }

    /** One reason. */
    @Schema(name = "SchemaFinding")
    record FindingView(String code, String pointer, String message) {

        static FindingView from(Finding finding) {
            return new FindingView(finding.code(), finding.pointer(), finding.message());
        }
    }
}
