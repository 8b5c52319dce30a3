package io.graphbus.compat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The answer to whether a reader accepts whatever a writer writes.
 *
 * @param witness for {@code INCOMPATIBLE}, a small value that the writer's schema accepts and the
 *     reader's refuses
 * @param findings why; in the order of their pointers
 * @param limitations what the verdict takes for granted, or why there is none
 */
public record Check(
        Verdict verdict,
        @Nullable JsonNode witness,
        List<Finding> findings,
        List<String> limitations) {}
