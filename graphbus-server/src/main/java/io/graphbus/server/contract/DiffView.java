package io.graphbus.server.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphbus.diff.Bump;
import io.graphbus.diff.Change;
import io.graphbus.diff.ContractDiff;
import io.graphbus.diff.Effect;
import io.graphbus.diff.Position;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What has changed, as the API shows it. */
@Schema(name = "ContractDiff")
record DiffView(
        String agent,
        String from,
        String to,
        Effect verdict,
        String bump,
        String minimumVersion,
        List<ChangeView> changes) {

    static DiffView from(ContractDiff diff) {
        return new DiffView(
                diff.agent(),
                diff.from().text(),
                diff.to().text(),
                diff.verdict(),
                text(diff.bump()),
                diff.minimum().text(),
                diff.changes().stream().map(ChangeView::from).toList());
    }

    private static String text(Bump bump) {
        return bump.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Position position) {
        return position.text();
    }

    /** One change. */
    @Schema(name = "ContractChange")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeView(
            String code,
            String pointer,
            String position,
            @JsonProperty("old") @Nullable JsonNode before,
            @JsonProperty("new") @Nullable JsonNode after,
            Effect verdict,
            String bump,
            String message,
            @Nullable JsonNode witness,
            @Nullable List<String> limitations,
            @Nullable String suggestion) {

        static ChangeView from(Change change) {
            return new ChangeView(
                    change.code(),
                    change.pointer(),
                    text(change.position()),
                    change.before(),
                    change.after(),
                    change.verdict(),
                    text(change.bump()),
                    change.message(),
                    change.witness(),
                    change.limitations().isEmpty() ? null : change.limitations(),
                    change.suggestion());
        }
    }
}
