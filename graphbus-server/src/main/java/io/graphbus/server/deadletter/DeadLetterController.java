package io.graphbus.server.deadletter;

import io.graphbus.GraphBus;
import io.graphbus.durable.letter.DeadLetterQueue;
import io.graphbus.durable.letter.Replay;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Cursor;
import io.graphbus.server.web.Expected;
import io.graphbus.server.web.Page;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetters.Place;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Looks at dead letters, replays them and throws them away. */
@RestController
@RequestMapping(path = "/api/v1/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Dead letters")
class DeadLetterController {

    private static final Expected EXPECTED =
            new Expected("Name ids or a filter, or say all=true to throw all letters away.");

    private final LiveGraph live;

    DeadLetterController(LiveGraph live) {
        this.live = live;
    }

    @GetMapping
    @Operation(
            operationId = "listDeadLetters",
            summary = "Deliveries that were given up",
            description = "Those that died last come first.")
    Page<LetterView> list(
            @ParameterObject FilterRequest filter,
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Place after = cursor == null ? null : place(Cursor.decode(cursor));
        List<DeadLetter> rest = queue(live.bus()).list(filter.filter(), after, limit + 1);
        return Page.cut(rest, DeadLetterController::key, limit).map(LetterView::from);
    }

    private static String key(DeadLetter letter) {
        return letter.deadAt() + " " + letter.id();
    }

    private static Place place(String key) {
        int space = key.indexOf(' ');
        try {
            return new Place(
                    Instant.parse(key.substring(0, Math.max(0, space))), key.substring(space + 1));
        } catch (DateTimeParseException e) {
            throw Cursor.unknown().toException(e);
        }
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "showDeadLetter",
            summary = "One delivery that was given up",
            description =
                    "With the event as it was published, every attempt, and the stack of the last"
                            + " failure.")
    LetterDetail show(@PathVariable String id) {
        return LetterDetail.from(queue(live.bus()).show(id));
    }

    @PostMapping(path = "/replay", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "replayDeadLetters",
            summary = "Deliver letters once more",
            description =
                    "With the id, key and headers their events had, in the order of the log, to the"
                            + " subscriptions that gave them up. The answer does not wait for the"
                            + " deliveries: what is healed is gone from the list, what dies again is"
                            + " back. With dryRun nothing is delivered; the first 500 are tried up"
                            + " to the handler.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema =
                                                    @Schema(implementation = ReplayRequest.class))))
    ReplayView replay(@RequestBody JsonNode body) {
        ReplayRequest request = ReplayRequest.from(body);
        Replay wish = request.wish();
        return live.use(
                bus -> {
                    DeadLetterQueue queue = queue(bus);
                    return request.isRehearsal()
                            ? ReplayView.rehearsed(
                                    queue.meant(wish), queue.rehearse(wish, Page.MAX))
                            : ReplayView.done(queue.replay(wish));
                });
    }

    @DeleteMapping
    @Operation(
            operationId = "purgeDeadLetters",
            summary = "Throw letters away for good",
            description =
                    "Those with the ids, or those the filter lets pass; all of them only with"
                            + " all=true. Answers how many there were.")
    Purged purge(
            @ParameterObject FilterRequest filter,
            @Parameter(description = "Ids of letters", example = "n1-42-5d41402abc4b")
                    @RequestParam(required = false)
                    @Nullable List<String> id,
            @Parameter(description = "Whether all letters are meant", example = "false")
                    @RequestParam(defaultValue = "false")
                    boolean all,
            @Parameter(hidden = true) HttpServletRequest request) {
        requireKnown(Collections.list(request.getParameterNames()));
        List<String> ids = id == null ? List.of() : id;
        long ways = (ids.isEmpty() ? 0 : 1) + (filter.meansAll() ? 0 : 1) + (all ? 1 : 0);
        if (ways != 1) {
            throw EXPECTED.invalid(
                            "all",
                            ways == 0
                                    ? "It is not said which letters are meant."
                                    : "Either ids, or a filter, or all letters are meant.")
                    .toException();
        }
        return live.use(
                bus ->
                        new Purged(
                                ids.isEmpty()
                                        ? queue(bus).purge(filter.filter())
                                        : queue(bus).purge(ids)));
    }

    /** A filter that was misspelt must not throw away more than was meant. */
    private static void requireKnown(List<String> given) {
        List<String> known = new ArrayList<>(FilterRequest.names());
        known.addAll(List.of("id", "all"));
        for (String name : given) {
            if (!known.contains(name)) {
                throw new Expected(Nearest.hint(name, "parameters", known))
                        .invalid(name, name + " is not known here.")
                        .toException();
            }
        }
    }

    private static DeadLetterQueue queue(GraphBus bus) {
        return bus.deadLetters()
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ProblemCode.NO_EVENT_LOG,
                                                "graphbus.durability",
                                                "This graph keeps no event log, and so no dead"
                                                        + " letters.",
                                                "Set graphbus.durability.mode=durable, or make"
                                                        + " single topics durable.")
                                        .toException());
    }
}
