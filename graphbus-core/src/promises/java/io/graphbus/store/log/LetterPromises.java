package io.graphbus.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.store.log.DeadLetter.Attempt;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.DeadLetters.Depth;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.DeadLetters.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of dead letters promises. */
abstract class LetterPromises extends LogPromises {

    static DeadLetter letter(String id, Reader reader, Instant deadAt) {
        return letter(id, reader, deadAt, 7, "HANDLER_FAILED");
    }

    static DeadLetter letter(
            String id, Reader reader, Instant deadAt, long position, String reason) {
        return new DeadLetter(
                id,
                reader,
                "onOrder(Order)",
                full("e-" + id, "{\"n\":\"ü\"}"),
                position,
                reason,
                "it broke",
                "java.lang.IllegalStateException: it broke\n\tat Stock.onOrder(Stock.java:7)\n",
                List.of(new Attempt(NOON, "no"), new Attempt(NOON.plusSeconds(1), "no \"again\"")),
                "[1.0,2.0)",
                deadAt,
                Status.DEAD,
                null);
    }

    private DeadLetters letters() {
        return log().deadLetters();
    }

    private static List<String> lettersOf(List<DeadLetter> letters) {
        return letters.stream().map(DeadLetter::id).toList();
    }

    private List<String> list(Filter filter) {
        return lettersOf(letters().list(filter, null, 100));
    }

    @Test
    void everythingOfALetterIsKept() {
        DeadLetter rich = letter("a", STOCK, NOON);
        DeadLetter poor =
                new DeadLetter(
                        "b",
                        BILLING,
                        "h",
                        event("x"),
                        0,
                        "R",
                        "",
                        "",
                        List.of(),
                        null,
                        NOON,
                        Status.REPLAYING,
                        "2.0.0");
        letters().put(List.of(rich, poor));

        assertThat(letters().find("a")).contains(rich);
        assertThat(letters().find("b")).contains(poor);
        assertThat(letters().find("c")).isEmpty();
        DeadLetter again = letter("a", STOCK, NOON.plusSeconds(9), 8, "EVENT_LOOP");
        letters().put(List.of(again));
        assertThat(letters().find("a")).contains(again);
        assertThat(letters().count(Filter.ALL)).isEqualTo(2);
    }

    @Test
    void aReplayThatWasTriedDoesNotBringBackALetterThatIsHealed() {
        letters().put(List.of(letter("a", STOCK, NOON), letter("b", STOCK, NOON)));
        List<DeadLetter> marked = letters().replay(List.of("a", "b"), null);
        letters().remove(List.of("a"));
        List<DeadLetter> tried = new ArrayList<>(List.of(letter("c", STOCK, NOON)));
        marked.forEach(one -> tried.add(one.tried(List.of(new Attempt(NOON, "once more")))));
        log().settle(new Settlement(List.of(), List.of(), List.of(), List.of(), tried, List.of()));

        assertThat(letters().find("a")).isEmpty();
        assertThat(letters().find("b").orElseThrow().attempts()).hasSize(1);
        assertThat(letters().find("c")).isPresent();
    }

    @Test
    void lettersAreListedNewestFirstPageByPage() {
        List<DeadLetter> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.add(letter("d" + i, STOCK, NOON.plusSeconds(i / 2)));
        }
        letters().put(many);

        List<String> pages = new ArrayList<>();
        List<DeadLetter> page = letters().list(Filter.ALL, null, 3);
        while (!page.isEmpty()) {
            pages.addAll(lettersOf(page));
            DeadLetter last = page.get(page.size() - 1);
            letters().remove(List.of(last.id()));
            page = letters().list(Filter.ALL, new Place(last.deadAt(), last.id()), 3);
        }
        assertThat(pages)
                .containsExactly("d9", "d8", "d7", "d6", "d5", "d4", "d3", "d2", "d1", "d0");
    }

    @Test
    void filtersSelect() {
        letters()
                .put(
                        List.of(
                                letter("a", STOCK, NOON),
                                letter("b", BILLING, NOON.plusSeconds(1)),
                                letter("c", STOCK, NOON.plusSeconds(2), 9, "EVENT_LOOP"),
                                letter("d", new Reader("Stock", "other"), NOON.plusSeconds(3))));
        letters().replay(List.of("d"), null);

        assertThat(list(filter("Stock", null, null, null, null))).containsExactly("d", "c", "a");
        assertThat(list(filter("Stock", "onOrder", null, null, null))).containsExactly("c", "a");
        assertThat(list(filter(null, null, "/Order/*", null, null))).hasSize(4);
        assertThat(list(filter(null, null, "/Order/Created", null, null))).hasSize(4);
        assertThat(list(filter(null, null, "/Order", null, null))).isEmpty();
        assertThat(list(filter(null, null, null, "EVENT_LOOP", null))).containsExactly("c");
        assertThat(list(filter(null, null, null, null, Status.REPLAYING))).containsExactly("d");
        Filter times =
                new Filter(null, null, null, null, null, NOON.plusSeconds(1), NOON.plusSeconds(3));
        assertThat(list(times)).containsExactly("c", "b");
        assertThat(letters().count(times)).isEqualTo(2);
    }

    private static Filter filter(
            @Nullable String agent,
            @Nullable String subscription,
            @Nullable String topic,
            @Nullable String reason,
            @Nullable Status status) {
        return new Filter(agent, subscription, topic, reason, status, null, null);
    }

    @Test
    void depthsTellHowManyLieStillAndSinceWhen() {
        assertThat(letters().depths()).isEmpty();
        letters()
                .put(
                        List.of(
                                letter("a", STOCK, NOON.plusSeconds(2)),
                                letter("b", BILLING, NOON.plusSeconds(1)),
                                letter("c", STOCK, NOON.plusSeconds(5)),
                                letter("d", STOCK, NOON)));
        letters().replay(List.of("d"), null);

        assertThat(letters().depths())
                .containsExactly(
                        new Depth(BILLING, 1, NOON.plusSeconds(1)),
                        new Depth(STOCK, 2, NOON.plusSeconds(2)));
    }

    @Test
    void whatIsRemovedIsGone() {
        letters().put(List.of(letter("a", STOCK, NOON), letter("b", STOCK, NOON)));
        assertThat(letters().remove(List.of("a", "x"))).isEqualTo(1);
        assertThat(letters().remove(List.of())).isZero();
        assertThat(list(Filter.ALL)).containsExactly("b");
    }

    @Test
    void aReplayMarksWhatLiesStillInOrderOfPositions() {
        letters()
                .put(
                        List.of(
                                letter("a", STOCK, NOON, 9, "R"),
                                letter("b", STOCK, NOON, 8, "R"),
                                letter("c", STOCK, NOON, 7, "R")));
        assertThat(lettersOf(letters().replay(List.of("c"), null))).containsExactly("c");

        List<DeadLetter> marked = letters().replay(List.of("a", "b", "c", "x"), "2.0.0");

        assertThat(lettersOf(marked)).containsExactly("b", "a");
        assertThat(marked).allSatisfy(l -> assertThat(l.status()).isEqualTo(Status.REPLAYING));
        assertThat(marked).allSatisfy(l -> assertThat(l.migrateTo()).isEqualTo("2.0.0"));
        assertThat(letters().find("a")).contains(marked.get(1));
        assertThat(letters().find("c").orElseThrow().migrateTo()).isNull();
        assertThat(letters().replay(List.of(), null)).isEmpty();
    }
}
