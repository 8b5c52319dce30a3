package io.graphbus.server.intake;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows bodies that {@link BodyRules} would let pass without a word. Any thread. */
@Component
public final class PlainBodies {

    private final BodyRules rules;

    PlainBodies(BodyRules rules) {
        this.rules = rules;
    }

    /**
     * The request with a body that is watched as it is read.
     *
     * @return {@code null} when it has none of an announced length, or one that is too large or
     *     encoded
     */
    public @Nullable HttpServletRequest watched(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 && rules.refusal(request) == null
                ? rules.watched(request)
                : null;
    }
}
