package io.graphbus.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    @Test
    void followingTheCursorsReadsEverythingOnce() {
        var read = new ArrayList<String>();
        String cursor = null;
        do {
            Page<String> page = Page.of(NAMES, Function.identity(), 2, cursor);
            read.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(read).isEqualTo(NAMES);
    }

    @Test
    void theLastPageHasNoCursorEvenWhenItIsFull() {
        assertThat(Page.of(NAMES, Function.identity(), 5, null).nextCursor()).isNull();
    }

    @Test
    void aCursorWhoseItemIsGoneStillFindsItsPlace() {
        String cursor = Page.of(NAMES, Function.identity(), 2, null).nextCursor();

        assertThat(Page.of(List.of("a", "c"), Function.identity(), 2, cursor).items())
                .containsExactly("c");
    }

    @Test
    void aForeignCursorIsAProblem() {
        assertThatThrownBy(() -> Cursor.decode("%%"))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.INVALID_REQUEST));
    }

    @Test
    void aPageOfALongListLooksAtFewOfItsItems() {
        var names = IntStream.range(0, 100_000).mapToObj(i -> "%06d".formatted(i)).toList();
        var looks = new AtomicInteger();
        Function<String, String> key =
                name -> {
                    looks.incrementAndGet();
                    return name;
                };
        Page<String> page = Page.of(names, key, 20, Cursor.encode("077777"));

        assertThat(page.items()).hasSize(20).startsWith("077778").endsWith("077797");
        assertThat(looks).hasValueLessThan(25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "%%", "zzzz", "R3JlZXRlcg", "AAAAAAAAAAAA", "äöü"})
    void whatWasNeverGivenIsNoCursor(String cursor) {
        assertThatThrownBy(() -> Cursor.decode(cursor)).isInstanceOf(GraphBusException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Greeter onHello", "ä😀"})
    void aCursorIsReadAsItWasGiven(String key) {
        assertThat(Cursor.decode(Cursor.encode(key))).isEqualTo(key);
    }
}
