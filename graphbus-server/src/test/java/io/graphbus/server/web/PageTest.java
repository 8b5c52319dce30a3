package io.graphbus.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

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
}
