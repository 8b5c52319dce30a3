package io.graphbus.durable.letter;

import io.graphbus.durable.putoff.PutOff;
import io.graphbus.problem.GraphBusException;
import io.graphbus.retry.Causes;
import io.graphbus.retry.Retried;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Writes letters about deliveries that are given up. */
public final class LetterWriter {

    private static final int LONGEST_STACK = 16 * 1024;
    private static final int LONGEST_ERROR = 1000;
    private static final int MOST_CAUSES = 20;

    private LetterWriter() {}

    /** The letter of a delivery that has failed for the last time. */
    public static DeadLetter of(
            Retried to, EventData event, PutOff off, Throwable failure, Instant now) {
        Reader reader = new Reader(to.agent(), to.id());
        Throwable cause = Causes.shown(failure);
        DeadLetter earlier = off.letter;
        return new DeadLetter(
                earlier == null ? id(event, reader) : earlier.id(),
                reader,
                to.handler(),
                earlier == null ? event : earlier.event(),
                off.position,
                reason(cause),
                inOneLine(cause),
                stack(cause),
                off.attempts(),
                to.definition().schemaVersion(),
                now,
                Status.DEAD,
                null);
    }

    private static String id(EventData event, Reader reader) {
        byte[] name = reader.toString().getBytes(StandardCharsets.UTF_8);
        return event.id() + "-" + UUID.nameUUIDFromBytes(name).toString().substring(0, 13);
    }

    private static String reason(Throwable cause) {
        return cause instanceof GraphBusException known
                ? known.problem().code().name()
                : "HANDLER_FAILED";
    }

    /** What went wrong, short enough for a list. */
    public static String inOneLine(Throwable failure) {
        String line = Causes.inOneLine(Causes.shown(failure));
        return line.length() > LONGEST_ERROR ? line.substring(0, LONGEST_ERROR) : line;
    }

    private static String stack(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            text.append(i == 0 ? "" : "\nCaused by: ").append(Causes.inWords(cause));
            for (StackTraceElement frame : cause.getStackTrace()) {
                text.append("\n\tat ").append(frame);
            }
            cause = cause.getCause();
        }
        return text.length() > LONGEST_STACK ? text.substring(0, LONGEST_STACK) : text.toString();
    }
}
