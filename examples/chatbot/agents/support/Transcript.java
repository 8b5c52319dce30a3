package support;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Default;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers what was said, conversation by conversation. */
@Agent(description = "Remembers conversations")
public class Transcript implements Stateful<Transcript.Book> {

    /** Lines by conversation. */
    public record Book(Map<String, List<String>> conversations) {}

    private final Map<String, List<String>> conversations = new LinkedHashMap<>();

    @Subscribes("/Chat/Answered")
    public void write(Reply reply) {
        List<String> lines =
                conversations.computeIfAbsent(reply.conversation(), c -> new ArrayList<>());
        lines.add(reply.conversation() + ": " + reply.question());
        lines.add(reply.specialist() + ": " + reply.answer());
    }

    @SchemaMethod
    public List<String> read(@Default("guest") String conversation) {
        return List.copyOf(conversations.getOrDefault(conversation, List.of()));
    }

    @Override
    public Book captureState() {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        conversations.forEach((name, lines) -> copy.put(name, List.copyOf(lines)));
        return new Book(copy);
    }

    @Override
    public void restoreState(Book book) {
        conversations.clear();
        book.conversations()
                .forEach((name, lines) -> conversations.put(name, new ArrayList<>(lines)));
    }
}
