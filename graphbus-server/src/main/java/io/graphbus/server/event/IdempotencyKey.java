package io.graphbus.server.event;

import io.graphbus.bus.Publish;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header that lets a request be sent again without publishing twice. A quoted string, as the
 * draft of the IETF has it, or bare.
 */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    /** Is {@code true} in the answer when nothing was published, since it had been before. */
    static final String REPLAYED = "Idempotent-Replayed";

    static final String RULE = "is not 1 to 255 characters without control characters";

    private static final int LONGEST = 255;

    private IdempotencyKey() {}

    static boolean isUsable(String key) {
        return !key.isBlank()
                && key.length() <= LONGEST
                && key.chars().noneMatch(Character::isISOControl);
    }

    /** The request's key; {@code null} when it has none. */
    static @Nullable String of(HttpServletRequest request) {
        if (request.getHeader(HEADER) == null) {
            return null;
        }
        List<String> values = Collections.list(request.getHeaders(HEADER));
        if (values.size() > 1) {
            throw problem("is given " + values.size() + " times");
        }
        String key = unquoted(values.getFirst().strip());
        if (key == null || !isUsable(key)) {
            throw problem(RULE);
        }
        return key;
    }

    /** The event with its key as the bus knows it: keys of one caller are none of another's. */
    static Publish of(Publish event, Principal caller) {
        String key = event.idempotencyKey();
        return key == null ? event : event.idempotencyKey(caller.getName() + '\n' + key);
    }

    /** The event with the header's key, which must not contradict its own. */
    static Publish give(Publish event, String key) {
        if (event.idempotencyKey() != null && !event.idempotencyKey().equals(key)) {
            throw problem("is another than idempotencyKey in the body");
        }
        return event.idempotencyKey(key);
    }

    private static @Nullable String unquoted(String text) {
        if (!text.startsWith("\"")) {
            return text;
        }
        var bare = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i == text.length() - 1 ? bare.toString() : null;
            }
            if (c == '\\' && ++i < text.length()) {
                c = text.charAt(i);
            }
            bare.append(c);
        }
        return null;
    }

    private static RuntimeException problem(String message) {
        return Problem.of(
                        ProblemCode.INVALID_REQUEST,
                        HEADER,
                        HEADER + " " + message + ".",
                        "Send one new UUID for each event, and the same only to send one again.")
                .toException();
    }
}
