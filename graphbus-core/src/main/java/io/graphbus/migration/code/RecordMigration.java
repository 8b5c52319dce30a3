package io.graphbus.migration.code;

import io.graphbus.invoke.Payloads;
import io.graphbus.schema.Json;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A migration of an agent's state from one record to another.
 *
 * @param <A> what the state was
 * @param <B> what it is
 */
public abstract class RecordMigration<A, B> extends JavaMigration {

    private final Class<A> before;
    private final Class<B> after;

    /**
     * @param before what is read of the state as version {@code from} has it
     * @param after what is read of it as version {@code to} has it
     */
    protected RecordMigration(
            String agent, String from, String to, Class<A> before, Class<B> after) {
        super(agent, from, to);
        this.before = before;
        this.after = after;
    }

    /** The state as the newer version has it. */
    protected abstract B upgrade(A state);

    /** The state as the older version had it; empty, unless overridden, for no way back. */
    protected Optional<A> downgrade(B state) {
        return Optional.empty();
    }

    @Override
    public final JsonNode forward(JsonNode data) {
        return Json.MAPPER.valueToTree(upgrade(read(data, before)));
    }

    @Override
    public final Optional<JsonNode> backward(JsonNode data) {
        return downgrade(read(data, after)).map(Json.MAPPER::valueToTree);
    }

    private static <T> T read(JsonNode data, Class<T> type) {
        return Objects.requireNonNull(
                type.cast(Payloads.convert(data, type)), "there is no data to migrate");
    }
}
