package io.graphbus.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param nextCursor what to send as {@code cursor} for the next part; absent on the last
 */
public record Page<T>(
        List<T> items,
        @Schema(description = "Send as cursor for the next page; absent on the last one")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String nextCursor) {

    /** The largest page, as the API promises it. */
    public static final int MAX = 500;

    /** What {@code limit} is when nobody says, as the API promises it. */
    public static final String DEFAULT = "20";

    public Page {
        items = List.copyOf(items);
    }

    /** A page of a list that is sorted by its keys, starting after the cursor's key. */
    public static <T> Page<T> of(
            List<T> sorted, Function<T, String> key, int limit, @Nullable String cursor) {
        int from = cursor == null ? 0 : after(Cursor.decode(cursor), sorted, key);
        int to = (int) Math.min(sorted.size(), from + limit + 1L);
        return cut(sorted.subList(from, to), key, limit);
    }

    /** Where in a sorted list the first item with a greater key is. */
    public static <T> int after(String place, List<T> sorted, Function<T, String> key) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (key.apply(sorted.get(middle)).compareTo(place) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The first items of what is left, with a cursor when there are more. */
    public static <T> Page<T> cut(List<T> rest, Function<T, String> key, int limit) {
        if (rest.size() <= limit) {
            return new Page<>(rest, null);
        }
        List<T> items = rest.subList(0, limit);
        return new Page<>(items, Cursor.encode(key.apply(items.getLast())));
    }

    /** The same page with its items turned into something else. */
    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), nextCursor);
    }
}
