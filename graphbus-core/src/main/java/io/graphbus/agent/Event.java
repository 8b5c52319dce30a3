package io.graphbus.agent;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that happened, as its subscribers see it. Immutable; may be kept and shared. */
public interface Event {

    /** The source of events that no agent published. */
    String EXTERNAL = "external";

    /** Unique within the system: node prefix and sequence. */
    String id();

    String topic();

    /** The publishing agent's name, or {@link #EXTERNAL}. */
    String source();

    @Nullable Object payload();

    /**
     * The payload as {@code type}: itself when it already is one, otherwise converted by its JSON
     * form.
     */
    <T> T payload(Class<T> type);

    Instant time();

    @Nullable String key();

    Priority priority();

    /** The version of the payload's schema, when its publisher declared one. */
    @Nullable String schemaVersion();

    Map<String, String> headers();

    /** Shared by all events of one chain: the id of its first event. */
    String correlationId();

    /** The event whose handling published this one; {@code null} for the first of a chain. */
    @Nullable String causationId();

    /** From when on it is not handled any more; {@code null} for never. */
    default @Nullable Instant expires() {
        return null;
    }

    /** How many events stand before this one in its chain of causes. */
    int hops();
}
