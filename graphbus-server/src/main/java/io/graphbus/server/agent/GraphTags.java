package io.graphbus.server.agent;

import io.graphbus.GraphBus;
import io.graphbus.schema.Json;
import io.graphbus.store.log.Reader;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Names what the routes show of a graph. The name is that of the content: it is the same for equal
 * graphs on any server, and another one as soon as anything shown differs. Usable from any thread.
 */
@Component
class GraphTags {

    private static final int LENGTH = 32;

    private final JsonMapper json;
    private volatile Tag latest = new Tag(new WeakReference<>(null), "");

    GraphTags(JsonMapper json) {
        this.json = json;
    }

    /** Of everything that does not change while the graph runs; worked out once a graph. */
    String of(GraphBus bus) {
        Tag known = latest;
        if (known.bus.refersTo(bus)) {
            return known.text;
        }
        Tag tag = new Tag(new WeakReference<>(bus), digest(bus));
        latest = tag;
        return tag.text;
    }

    /** Of agents as they were at one moment. */
    String of(GraphBus bus, List<LiveAgent> agents) {
        MessageDigest digest = Json.newSha256();
        digest.update(of(bus).getBytes(StandardCharsets.US_ASCII));
        for (LiveAgent agent : agents) {
            digest.update((agent.moment() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return text(digest);
    }

    /** Of subscriptions, some of which are paused. */
    String ofSubscriptions(GraphBus bus, Collection<Reader> paused) {
        if (paused.isEmpty()) {
            return of(bus);
        }
        MessageDigest digest = Json.newSha256();
        digest.update(of(bus).getBytes(StandardCharsets.US_ASCII));
        paused.forEach(reader -> digest.update((reader + "\n").getBytes(StandardCharsets.UTF_8)));
        return text(digest);
    }

    private String digest(GraphBus bus) {
        MessageDigest digest = Json.newSha256();
        var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
        try (SequenceWriter out = json.writer().writeValues(sink)) {
            out.write(GraphView.of(bus.graph()));
            bus.graph()
                    .agents()
                    .forEach(
                            agent ->
                                    out.write(
                                            AgentView.of(
                                                    agent, AgentStatus.ACTIVE, 0, null, true)));
            bus.graph().topics().forEach(topic -> out.write(TopicView.of(topic)));
            bus.graph().agents().forEach(agent -> SubscriptionView.of(agent).forEach(out::write));
        }
        return text(digest);
    }

    private static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
    }

    private record Tag(WeakReference<GraphBus> bus, String text) {}
}
