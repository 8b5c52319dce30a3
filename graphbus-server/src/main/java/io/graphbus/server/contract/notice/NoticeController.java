package io.graphbus.server.contract.notice;

import io.graphbus.contract.notice.ContractNotices;
import io.graphbus.contract.notice.Notice;
import io.graphbus.server.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What agents of the graph that runs are told of registered contracts of others. */
@RestController
@RequestMapping(path = "/api/v1/contracts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Contracts")
class NoticeController {

    private final ContractNotices notices;

    NoticeController(ContractNotices notices) {
        this.notices = notices;
    }

    @GetMapping("/notices")
    @Operation(
            operationId = "listContractNotices",
            summary = "Agents that could not live with a registered contract",
            description =
                    "Of each agent that runs the highest registered version is looked at, unless it"
                            + " is what runs. What was mended is told no more. By affected agent, of"
                            + " which one may be named.")
    Page<NoticeView> list(
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        List<Notice> told = agent == null ? notices.all() : notices.of(agent);
        List<Notice> sorted =
                told.stream().sorted(Comparator.comparing(NoticeController::key)).toList();
        return Page.of(sorted, NoticeController::key, limit, cursor).map(NoticeView::from);
    }

    private static String key(Notice notice) {
        return String.join(
                "\n",
                notice.affected(),
                notice.agent(),
                notice.via(),
                notice.handler(),
                notice.outcome().name());
    }
}
