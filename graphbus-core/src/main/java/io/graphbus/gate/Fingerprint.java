package io.graphbus.gate;

import io.graphbus.bus.Publish;
import io.graphbus.invoke.Payloads;
import io.graphbus.problem.GraphBusException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a publish asks for, in few characters: equal for the same wish sent again. Headers of a
 * trace do not count, since another attempt is another span.
 */
final class Fingerprint {

    private static final Set<String> TRACE = Set.of("traceparent", "tracestate", "baggage");

    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    static String of(Publish request) {
        var print = new Fingerprint();
        print.add(request.topic());
        print.add(request.key());
        print.add(Objects.toString(request.priority(), null));
        print.add(request.schemaVersion());
        request.headers().entrySet().stream()
                .filter(e -> !TRACE.contains(e.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        e -> {
                            print.add(e.getKey());
                            print.add(e.getValue());
                        });
        print.add(payload(request.payload()));
        return HexFormat.of().formatHex(print.digest.digest());
    }

    /** A payload without JSON form is told from others by its own hash. */
    private static String payload(@Nullable Object payload) {
        try {
            return Payloads.toJson(payload);
        } catch (GraphBusException e) {
            return Objects.requireNonNull(payload).getClass().getName() + payload.hashCode();
        }
    }

    /** Adds a part with its length, so that no two lists of parts look the same. */
    private void add(@Nullable String part) {
        byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        int length = part == null ? -1 : bytes.length;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            digest.update((byte) (length >>> shift));
        }
        digest.update(bytes);
    }
}
