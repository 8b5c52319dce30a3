package io.graphbus.server.event.stored;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.durable.letter.Rerun;
import io.graphbus.server.event.stored.StoredFilter.Bound;
import io.graphbus.server.web.Expected;
import io.graphbus.server.web.StrictBody;
import io.graphbus.store.log.Reader;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which events of the log are to be delivered once more, and to whom. */
@Schema(name = "EventReplayRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RerunRequest(
        String topic,
        String agent,
        String subscription,
        @Nullable String from,
        @Nullable String to,
        @Nullable Double rate,
        @Nullable Boolean dryRun) {

    private static final Expected EXPECTED =
            new Expected(
                    "Send {\"topic\": \"/Order/**\", \"agent\": name, \"subscription\": id,"
                            + " \"from\": \"1\"}.");

    /** A body whose every member is known: a misspelt bound or dryRun would deliver too much. */
    static RerunRequest from(JsonNode body) {
        return StrictBody.read(body, RerunRequest.class);
    }

    boolean isRehearsal() {
        return Boolean.TRUE.equals(dryRun);
    }

    Rerun.Wish wish() {
        Reader reader =
                new Reader(
                        EXPECTED.present("agent", agent),
                        EXPECTED.present("subscription", subscription));
        Bound first = Bound.of("from", EXPECTED.present("from", from));
        Bound last = Bound.of("to", to);
        return new Rerun.Wish(
                EXPECTED.present("topic", topic),
                reader,
                first.position() == null ? 0 : first.position(),
                last.position() == null ? 0 : last.position(),
                first.time(),
                last.time(),
                rate == null ? 0 : rate);
    }
}
