package io.graphbus.cli.deadletter;

import io.graphbus.agent.Priority;
import io.graphbus.cli.output.Documents;
import io.graphbus.durable.letter.DeadLetterQueue;
import io.graphbus.durable.letter.Outcome;
import io.graphbus.durable.letter.Replay;
import io.graphbus.durable.letter.Replayed;
import io.graphbus.problem.Problem;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.DeadLetters.Place;
import io.graphbus.store.log.EventData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Letters of a graph that does not run, told as a server tells them. */
final class KeptLetters {

    private static final int PAGE = 500;

    private final DeadLetterQueue letters;

    KeptLetters(DeadLetterQueue letters) {
        this.letters = letters;
    }

    List<JsonNode> list(Filter filter, int most) {
        List<JsonNode> found = new ArrayList<>();
        Place after = null;
        List<DeadLetter> page;
        do {
            int wanted = Math.min(PAGE, most - found.size());
            page = letters.list(filter, after, wanted);
            page.forEach(letter -> found.add(Documents.tree(line(letter))));
            if (page.size() < wanted) {
                return found;
            }
            DeadLetter last = page.getLast();
            after = new Place(last.deadAt(), last.id());
        } while (found.size() < most);
        return found;
    }

    private static Map<String, Object> line(DeadLetter letter) {
        EventData event = letter.event();
        Map<String, Object> line = head(letter);
        line.put("topic", event.topic());
        line.put("event", event.id());
        put(line, "key", event.key());
        put(line, "schemaVersion", event.schemaVersion());
        put(line, "accepts", letter.accepts());
        line.put("reason", letter.reason());
        line.put("error", letter.error());
        line.put("attempts", letter.attempts().size());
        line.put("deadAt", letter.deadAt().toString());
        return line;
    }

    private static Map<String, Object> head(DeadLetter letter) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("id", letter.id());
        head.put("agent", letter.reader().agent());
        head.put("subscription", letter.reader().subscription());
        head.put("handler", letter.handler());
        head.put("status", letter.status().name());
        return head;
    }

    private static void put(Map<String, Object> to, String name, @Nullable Object value) {
        if (value != null) {
            to.put(name, value);
        }
    }

    JsonNode show(String id) {
        DeadLetter letter = letters.show(id);
        Map<String, Object> shown = head(letter);
        put(shown, "accepts", letter.accepts());
        put(shown, "migrateTo", letter.migrateTo());
        shown.put("reason", letter.reason());
        shown.put("error", letter.error());
        shown.put("stack", letter.stack());
        shown.put(
                "failures",
                letter.attempts().stream()
                        .map(one -> Map.of("at", one.at().toString(), "error", one.error()))
                        .toList());
        shown.put("deadAt", letter.deadAt().toString());
        shown.put("event", event(letter));
        return Documents.tree(shown);
    }

    private static Map<String, Object> event(DeadLetter letter) {
        EventData event = letter.event();
        Priority priority = event.priority();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", event.id());
        shown.put("position", letter.position());
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
        return shown;
    }

    /** Marks what the next run delivers. */
    JsonNode replay(Replay wish) {
        Replayed replayed = letters.replay(wish);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("dryRun", false);
        told.put("letters", replayed.letters());
        told.put("already", replayed.already());
        told.put("left", replayed.left().stream().map(KeptLetters::left).toList());
        return Documents.tree(told);
    }

    /** What would become of letters, in a graph that has been started. */
    static JsonNode rehearsed(DeadLetterQueue letters, Replay wish) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("dryRun", true);
        told.put("letters", letters.meant(wish));
        told.put(
                "outcomes",
                letters.rehearse(wish, PAGE).stream().map(KeptLetters::outcome).toList());
        return Documents.tree(told);
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", outcome.letter().id());
        told.put("event", outcome.letter().event().id());
        told.put("agent", outcome.letter().reader().agent());
        told.put("subscription", outcome.letter().reader().subscription());
        told.put("verdict", outcome.verdict().name());
        put(told, "schemaVersion", outcome.version());
        told.put("path", outcome.path());
        put(told, "problem", outcome.problem() == null ? null : why(outcome.problem()));
        return told;
    }

    private static Map<String, Object> why(Problem problem) {
        Map<String, Object> why = new LinkedHashMap<>();
        why.put("code", problem.code().name());
        why.put("where", problem.where());
        why.put("message", problem.message());
        why.put("hint", problem.hint());
        return why;
    }

    private static Map<String, Object> left(Replayed.Left left) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("agent", left.reader().agent());
        told.put("subscription", left.reader().subscription());
        told.put("letters", left.letters());
        told.put("problem", why(left.problem()));
        return told;
    }

    /** Throws letters away; how many there were. */
    int purge(Replay meant) {
        return meant.ids().isEmpty() ? letters.purge(meant.filter()) : letters.purge(meant.ids());
    }
}
