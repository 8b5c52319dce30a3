package io.graphbus.cli.event;

import io.graphbus.agent.Priority;
import io.graphbus.cli.log.KeptLog;
import io.graphbus.cli.output.Documents;
import io.graphbus.durable.audit.Account;
import io.graphbus.durable.letter.Rerun;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog.Query;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.StoredEvent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Events of a graph that does not run, told as a server tells them. */
final class KeptEvents {

    private final KeptLog kept;

    KeptEvents(KeptLog kept) {
        this.kept = kept;
    }

    /** A position or a time, or neither. */
    private record Bound(@Nullable Long position, @Nullable Instant time) {

        static Bound of(String option, @Nullable String text) {
            if (text == null) {
                return new Bound(null, null);
            }
            try {
                return text.matches("[0-9]{1,18}")
                        ? new Bound(Long.valueOf(text), null)
                        : new Bound(null, Instant.parse(text));
            } catch (DateTimeParseException e) {
                throw usage(
                                option,
                                "'" + text + "' is neither a position nor a time",
                                "Give a position such as 1741, or 2026-11-29T16:00:00Z.")
                        .toException(e);
            }
        }

        long position(long none) {
            return position == null ? none : position;
        }
    }

    private static Problem usage(String where, String message, String hint) {
        return Problem.of(ProblemCode.USAGE, where, message, hint);
    }

    List<JsonNode> list(Map<String, String> filter, int most) {
        String topic = filter.get("topic");
        if (topic != null && !TopicPattern.isPattern(topic)) {
            throw usage(
                            "--topic",
                            "'" + topic + "' is neither a topic nor a pattern",
                            "Examples: /Order/Created, /Order/*, /Order/**.")
                    .toException();
        }
        Bound from = Bound.of("--from", filter.get("from"));
        Bound to = Bound.of("--to", filter.get("to"));
        Query query =
                new Query(
                        topic,
                        filter.get("key"),
                        from.position(0),
                        to.position(Long.MAX_VALUE),
                        from.time(),
                        to.time(),
                        false,
                        most);
        return kept.log().search(query).stream().map(KeptEvents::shown).toList();
    }

    JsonNode show(String id) {
        return kept.log()
                .find(id)
                .map(KeptEvents::shown)
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ProblemCode.UNKNOWN_EVENT,
                                                id,
                                                "There is no event " + id + " in the event log.",
                                                "'graphbus events list --data DIR' shows those that"
                                                        + " there are.")
                                        .toException());
    }

    private static JsonNode shown(StoredEvent stored) {
        EventData event = stored.data();
        Priority priority = event.priority();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("position", stored.position());
        shown.put("id", event.id());
        shown.put("topic", event.topic());
        shown.put("source", event.source());
        shown.put("time", event.time().toString());
        put(shown, "expires", event.expires() == null ? null : event.expires().toString());
        put(shown, "key", event.key());
        shown.put("priority", (priority == null ? Priority.NORMAL : priority).name());
        put(shown, "schemaVersion", event.schemaVersion());
        shown.put("headers", event.headers());
        shown.put("correlationId", event.correlationId());
        put(shown, "causationId", event.causationId());
        shown.put("payload", Documents.parse("payload", event.payload()));
        return Documents.tree(shown);
    }

    private static void put(Map<String, Object> to, String name, @Nullable Object value) {
        if (value != null) {
            to.put(name, value);
        }
    }

    /** Whether everything adds up. */
    JsonNode verify() {
        List<Account> accounts = kept.accounts();
        Map<String, Object> audit = new LinkedHashMap<>();
        audit.put("addsUp", accounts.stream().allMatch(Account::addsUp));
        audit.put("subscriptions", accounts.stream().map(KeptEvents::shown).toList());
        return Documents.tree(audit);
    }

    private static Map<String, Object> shown(Account account) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("agent", account.reader().agent());
        shown.put("subscription", account.reader().subscription());
        put(shown, "topic", account.topic());
        shown.put("addsUp", account.addsUp());
        shown.put("offered", account.offered());
        shown.put("replayed", account.replayed());
        shown.put("completed", account.completed());
        shown.put("dead", account.dead());
        shown.put("expired", account.expired());
        shown.put("filtered", account.filtered());
        shown.put("cancelled", account.cancelled());
        shown.put("waiting", account.waiting());
        shown.put("ahead", account.ahead());
        shown.put("difference", account.difference());
        shown.put("events", account.events());
        shown.put("findings", account.findings());
        put(shown, "note", account.note());
        return shown;
    }

    /** Counts events, or marks them for the next run. */
    JsonNode replay(Map<String, Object> wish) {
        Rerun.Wish meant = meant(wish);
        Map<String, Object> told = new LinkedHashMap<>();
        boolean rehearsal = Boolean.TRUE.equals(wish.get("dryRun"));
        told.put("dryRun", rehearsal);
        told.put("events", rehearsal ? kept.rerun().count(meant) : kept.mark(meant));
        return Documents.tree(told);
    }

    private static Rerun.Wish meant(Map<String, Object> wish) {
        if (wish.containsKey("rate")) {
            throw usage(
                            "--rate",
                            "nothing runs that could keep a rate",
                            "Leave it out, or ask a server.")
                    .toException();
        }
        Bound from = Bound.of("--from", String.valueOf(wish.get("from")));
        Object end = wish.get("to");
        Bound to = Bound.of("--to", end == null ? null : end.toString());
        return new Rerun.Wish(
                String.valueOf(wish.get("topic")),
                new Reader(
                        String.valueOf(wish.get("agent")),
                        String.valueOf(wish.get("subscription"))),
                from.position(0),
                to.position(0),
                from.time(),
                to.time(),
                0);
    }
}
