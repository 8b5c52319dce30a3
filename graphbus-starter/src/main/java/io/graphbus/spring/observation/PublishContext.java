package io.graphbus.spring.observation;

import io.graphbus.bus.Receipt;
import io.graphbus.gate.Publishing;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One publish. Its carrier becomes the event's headers, unless the event came with a trace context
 * of its own.
 */
public final class PublishContext extends SenderContext<Map<String, String>> {

    private final Publishing publishing;
    private final String destination;
    private @Nullable Receipt receipt;

    PublishContext(Publishing publishing, String destination) {
        super((headers, key, value) -> set(headers, key, value), Kind.PRODUCER);
        this.publishing = publishing;
        this.destination = destination;
        setCarrier(new HashMap<>(publishing.request().headers()));
    }

    private static void set(@Nullable Map<String, String> headers, String key, String value) {
        if (headers != null) {
            headers.put(key, value);
        }
    }

    public Publishing publishing() {
        return publishing;
    }

    /** The topic, or what stands for all that nobody knows. */
    public String destination() {
        return destination;
    }

    /** What the bus answered; {@code null} before it has, and when it refused. */
    public @Nullable Receipt receipt() {
        return receipt;
    }

    void receipt(Receipt value) {
        receipt = value;
    }
}
