package io.graphbus.server.web;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * A place in a list, made opaque so that nobody builds on what it holds, and checked, so that what
 * this server never gave is refused.
 */
public final class Cursor {

    private Cursor() {}

    public static String encode(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        ByteBuffer sealed = ByteBuffer.allocate(Integer.BYTES + bytes.length);
        sealed.putInt(seal(bytes, 0)).put(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.array());
    }

    /**
     * The key of a cursor.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_REQUEST} when it is none that
     *     {@link #encode} made
     */
    public static String decode(String cursor) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cursor);
            if (sealed.length < Integer.BYTES
                    || ByteBuffer.wrap(sealed).getInt() != seal(sealed, Integer.BYTES)) {
                throw unknown().toException();
            }
            return new String(
                    sealed, Integer.BYTES, sealed.length - Integer.BYTES, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unknown().toException(e);
        }
    }

    /** The problem of a cursor that this server never gave. */
    public static Problem unknown() {
        return Problem.of(
                ProblemCode.INVALID_REQUEST,
                "cursor",
                "The cursor is none that this server gave.",
                "Use nextCursor of the page before, or leave it out.");
    }

    private static int seal(byte[] bytes, int from) {
        var sum = new CRC32();
        sum.update(bytes, from, bytes.length - from);
        return (int) sum.getValue();
    }
}
