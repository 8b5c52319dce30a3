package io.graphbus.coherence.evidence;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Interactions as text, one JSON object a line. */
public final class InteractionLog {

    private InteractionLog() {}

    /** One line, without its end. */
    public static String line(Interaction interaction) {
        return Json.MAPPER.writeValueAsString(interaction);
    }

    /**
     * All interactions of a file.
     *
     * @throws GraphBusException {@code INPUT_UNREADABLE}, or {@code INVALID_JSON} with the first
     *     line that is no interaction
     */
    public static List<Interaction> read(Path file) {
        List<Interaction> all = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (!line.isBlank()) {
                all.add(interaction(line, file + ":" + number));
            }
        }
        return all;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is no text", e);
        } catch (IOException e) {
            throw unreadable(file, e.toString(), e);
        }
    }

    private static GraphBusException unreadable(Path file, String reason, IOException cause) {
        return Problem.of(
                        ProblemCode.INPUT_UNREADABLE,
                        file.toString(),
                        "the interactions cannot be read: " + reason,
                        "Name a file with an interaction a line.")
                .toException(cause);
    }

    private static Interaction interaction(String line, String where) {
        try {
            Interaction read = Json.MAPPER.readValue(line, Interaction.class);
            if (isWhole(read)) {
                return read;
            }
            throw wrong(where, "something is missing, or the time is none of 1970 to 9999", null);
        } catch (JacksonException e) {
            throw wrong(where, Json.reason(e), e);
        }
    }

    @SuppressWarnings({"NullAway", "ConstantValue"}) // what was read may lack anything
    private static boolean isWhole(Interaction read) {
        return read != null
                && Era.has(read.at())
                && read.source() != null
                && read.target() != null
                && read.topic() != null
                && read.outcome() != null;
    }

    private static GraphBusException wrong(String where, String reason, @Nullable Throwable cause) {
        return Problem.of(
                        ProblemCode.INVALID_JSON,
                        where,
                        "this is no interaction: " + reason,
                        "A line is {\"at\":\"2026-01-01T00:00:00Z\",\"source\":\"Shop\","
                                + "\"target\":\"Billing\",\"topic\":\"/order/created\","
                                + "\"version\":\"1.0.0\",\"outcome\":\"PASSED\"}.")
                .toException(cause);
    }
}
