package io.graphbus.server.contract.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.contract.notice.Notice;
import io.graphbus.contract.notice.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A notice as the API shows it. */
@Schema(name = "ContractNotice")
@JsonInclude(JsonInclude.Include.NON_NULL)
record NoticeView(
        String affected,
        String agent,
        String version,
        Outcome outcome,
        String via,
        String handler,
        @Nullable JsonNode witness,
        List<String> path,
        String fix) {

    static NoticeView from(Notice notice) {
        return new NoticeView(
                notice.affected(),
                notice.agent(),
                notice.version().text(),
                notice.outcome(),
                notice.via(),
                notice.handler(),
                notice.witness(),
                notice.path(),
                notice.fix());
    }
}
