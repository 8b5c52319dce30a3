package io.graphbus.cli.typing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the cursor stands in JSON that is still being typed.
 *
 * @param path from the outside to here; an item of an array is {@code []}
 * @param given names that the innermost object has already
 * @param token what has been typed of the next name or value
 */
record JsonCursor(Place place, List<String> path, Set<String> given, String token) {

    /** What comes next. */
    enum Place {
        START,
        NAME,
        COLON,
        VALUE,
        AFTER_MEMBER,
        AFTER_ITEM,
        END
    }

    /** Reads from the start up to the cursor; forgives whatever is not JSON. */
    static JsonCursor at(String before) {
        return new Reader(before).read();
    }

    /** Whether a brace or bracket is still open. */
    boolean isOpen() {
        return place != Place.START && place != Place.END;
    }

    /** An object or array that has been opened. */
    private static final class Frame {

        private final boolean object;
        private final Set<String> given = new HashSet<>();
        private String name = "";
        private Place next;

        Frame(boolean object) {
            this.object = object;
            this.next = object ? Place.NAME : Place.VALUE;
        }
    }

    private static final class Reader {

        private final String text;
        private final Deque<Frame> frames = new ArrayDeque<>();
        private boolean ended;
        private String token = "";

        Reader(String text) {
            this.text = text;
        }

        JsonCursor read() {
            int i = 0;
            while (i < text.length()) {
                char c = text.charAt(i);
                i = c == '"' ? string(i) : c <= ' ' || "{}[]:,".indexOf(c) >= 0 ? sign(i) : bare(i);
            }
            return result();
        }

        private int string(int start) {
            int end = start + 1;
            while (end < text.length() && text.charAt(end) != '"') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            if (end >= text.length()) {
                token = text.substring(start);
                return text.length();
            }
            took(text.substring(start + 1, end));
            return end + 1;
        }

        private int bare(int start) {
            int end = start;
            while (end < text.length() && " {}[]:,\"\n\t".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end == text.length()) {
                token = text.substring(start);
            } else {
                took(text.substring(start, end));
            }
            return end;
        }

        /** A whole name or value has been read. */
        private void took(String name) {
            Frame top = frames.peek();
            if (top == null) {
                ended = true;
            } else if (top.object && top.next == Place.NAME) {
                top.name = name;
                top.given.add(name);
                top.next = Place.COLON;
            } else {
                tookValue(top);
            }
        }

        private static void tookValue(Frame top) {
            top.next = top.object ? Place.AFTER_MEMBER : Place.AFTER_ITEM;
        }

        private int sign(int at) {
            Frame top = frames.peek();
            switch (text.charAt(at)) {
                case '{' -> frames.push(new Frame(true));
                case '[' -> frames.push(new Frame(false));
                case '}', ']' -> close();
                case ':' -> next(top, Place.VALUE);
                case ',' -> next(top, top != null && top.object ? Place.NAME : Place.VALUE);
                default -> {}
            }
            return at + 1;
        }

        private static void next(@Nullable Frame top, Place place) {
            if (top != null) {
                top.next = place;
            }
        }

        private void close() {
            frames.poll();
            Frame outer = frames.peek();
            if (outer == null) {
                ended = true;
            } else {
                tookValue(outer);
            }
        }

        private JsonCursor result() {
            Frame top = frames.peek();
            if (top == null) {
                return new JsonCursor(ended ? Place.END : Place.START, List.of(), Set.of(), token);
            }
            List<String> path = new ArrayList<>();
            frames.descendingIterator().forEachRemaining(f -> path.add(f.object ? f.name : "[]"));
            if (top.object && top.next != Place.VALUE) {
                path.removeLast();
            }
            return new JsonCursor(top.next, List.copyOf(path), Set.copyOf(top.given), token);
        }
    }
}
