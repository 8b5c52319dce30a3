package io.graphbus.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.store.log.DeadLetter.Attempt;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Progress.Range;
import io.graphbus.store.log.Settlement.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far subscriptions are, and what became of deliveries. */
abstract class ReaderPromises extends LogPromises {

    @Test
    void aNewSubscriptionBeginsWhereItIsTold() {
        long newest = log().append(events("e", 3))[2];

        assertThat(log().readers()).isEmpty();
        assertThat(log().progress(STOCK)).isEmpty();
        List<Progress> stock = log().open(STOCK, true);
        List<Progress> billing = log().open(BILLING, false);

        assertThat(stock).extracting(Progress::part).isEqualTo(parts());
        assertThat(stock).allSatisfy(p -> assertThat(log().after(p.cursor(), 10)).hasSize(3));
        assertThat(billing).hasSize(log().parts());
        assertThat(billing).allSatisfy(p -> assertThat(p.cursor()).isEqualTo(newest));
        assertThat(billing).allSatisfy(p -> assertThat(p.counts()).isEqualTo(Counts.NONE));
        assertThat(log().readers()).containsExactly(BILLING, STOCK);
        assertThat(log().progress(STOCK)).isEqualTo(stock);
    }

    private List<Integer> parts() {
        return IntStream.range(0, log().parts()).boxed().toList();
    }

    @Test
    void aKnownSubscriptionGoesOnWhereItWas() {
        log().open(STOCK, true);
        int part = log().parts() - 1;
        Progress kept =
                new Progress(
                        STOCK,
                        part,
                        40,
                        List.of(new Range(42, 42), new Range(50, 1L << 40)),
                        new Counts(100, 90, 3, 2, 1, 4, 5));
        log().open(BILLING, true);
        log().settle(settlement(kept, progress(BILLING, 0, 7)));

        assertThat(log().open(STOCK, false)).hasSize(log().parts()).contains(kept);
        assertThat(log().progress(BILLING)).contains(progress(BILLING, 0, 7));
        log().settle(settlement(progress(STOCK, part, 60)));
        assertThat(log().progress(STOCK))
                .contains(progress(STOCK, part, 60))
                .hasSize(log().parts());
    }

    @Test
    void manyRangesAreKept() {
        log().open(STOCK, true);
        Range[] done = new Range[3_000];
        for (int i = 0; i < done.length; i++) {
            done[i] = new Range(10 + 3L * i, 11 + 3L * i);
        }
        log().settle(settlement(progress(STOCK, 0, 5, done)));
        assertThat(log().progress(STOCK)).contains(progress(STOCK, 0, 5, done));
    }

    @Test
    void whatIsCompletedIsForgottenWhenTheCursorsAreBeyond() {
        log().open(STOCK, true);
        log().open(BILLING, true);
        log().settle(completed(new Place(STOCK, 9), new Place(STOCK, 4), new Place(BILLING, 3)));
        log().settle(completed(new Place(STOCK, 4)));

        assertThat(log().completed(STOCK))
                .containsExactly(new Place(STOCK, 4), new Place(STOCK, 9));
        moveTo(STOCK, 8);
        assertThat(log().completed(STOCK)).containsExactly(new Place(STOCK, 9));
        moveTo(STOCK, 9);
        assertThat(log().completed(STOCK)).isEmpty();
        assertThat(log().completed(BILLING)).containsExactly(new Place(BILLING, 3));
    }

    @Test
    void whatIsPutOffStaysUntilItIsSettled() {
        log().open(STOCK, true);
        log().open(BILLING, true);
        List<Attempt> attempts =
                List.of(
                        new Attempt(NOON, "it \"broke\"\n\tü"),
                        new Attempt(NOON.plusMillis(1), ""));
        Deferred failed = new Deferred(STOCK, 5, "k ü", 2, NOON.plusSeconds(1), attempts);
        Deferred behind = new Deferred(STOCK, 7, "k ü", 0, null, List.of());
        Deferred unkeyed = new Deferred(STOCK, 2, null, 1, NOON, List.of());
        log().settle(
                        deferred(
                                failed,
                                behind,
                                unkeyed,
                                new Deferred(BILLING, 5, null, 0, null, List.of())));

        assertThat(log().deferred(STOCK)).containsExactly(unkeyed, failed, behind);
        Deferred again = new Deferred(STOCK, 7, "k ü", 1, NOON.plusSeconds(9), List.of());
        log().settle(
                        new Settlement(
                                List.of(),
                                List.of(),
                                List.of(again),
                                List.of(new Place(STOCK, 5), new Place(STOCK, 2)),
                                List.of(),
                                List.of()));
        assertThat(log().deferred(STOCK)).containsExactly(again);
        assertThat(log().deferred(BILLING)).hasSize(1);
    }

    @Test
    void aSettlementIsKeptAsAWholeOrNotAtAll() {
        log().open(STOCK, true);
        DeadLetter letter = LetterPromises.letter("d1", STOCK, NOON);
        Settlement all =
                new Settlement(
                        List.of(progress(STOCK, 0, 6)),
                        List.of(new Place(STOCK, 8)),
                        List.of(new Deferred(STOCK, 3, null, 1, NOON, List.of())),
                        List.of(),
                        List.of(letter),
                        List.of());

        assertThatThrownBy(() -> log().together(() -> settleAndFail(all)))
                .isInstanceOf(RolledBack.class);
        assertThat(log().progress(STOCK)).doesNotContain(progress(STOCK, 0, 6));
        assertThat(log().completed(STOCK)).isEmpty();
        assertThat(log().deferred(STOCK)).isEmpty();
        assertThat(log().deadLetters().find("d1")).isEmpty();

        log().together(() -> log().settle(all));
        assertThat(log().progress(STOCK)).contains(progress(STOCK, 0, 6));
        assertThat(log().completed(STOCK)).hasSize(1);
        assertThat(log().deferred(STOCK)).hasSize(1);
        assertThat(log().deadLetters().find("d1")).contains(letter);
    }

    private void settleAndFail(Settlement settlement) {
        log().together(() -> log().settle(settlement));
        throw new RolledBack();
    }

    @Test
    void aDeliveryThatDiesOrHealsIsOneSettlement() {
        log().open(STOCK, true);
        log().settle(deferred(new Deferred(STOCK, 3, null, 3, NOON, List.of())));
        DeadLetter letter = LetterPromises.letter("d1", STOCK, NOON);
        log().settle(
                        new Settlement(
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(new Place(STOCK, 3)),
                                List.of(letter),
                                List.of()));
        assertThat(log().deferred(STOCK)).isEmpty();
        assertThat(log().deadLetters().find("d1")).contains(letter);

        log().settle(
                        new Settlement(
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of("d1", "never there")));
        assertThat(log().deadLetters().find("d1")).isEmpty();
    }

    @Test
    void aSubscriptionThatIsForgottenLeavesNothing() {
        log().open(STOCK, true);
        log().open(BILLING, true);
        log().settle(completed(new Place(STOCK, 3)));
        log().settle(deferred(new Deferred(STOCK, 4, null, 1, NOON, List.of())));

        assertThat(log().forget(STOCK)).isTrue();
        assertThat(log().forget(STOCK)).isFalse();
        assertThat(log().readers()).containsExactly(BILLING);
        assertThat(log().progress(STOCK)).isEmpty();
        assertThat(log().completed(STOCK)).isEmpty();
        assertThat(log().deferred(STOCK)).isEmpty();

        log().settle(settlement(progress(STOCK, 0, 9)));
        log().settle(completed(new Place(STOCK, 5)));
        log().settle(deferred(new Deferred(STOCK, 6, null, 1, NOON, List.of())));
        assertThat(log().readers()).containsExactly(BILLING);
        assertThat(log().open(STOCK, true)).allSatisfy(p -> assertThat(p.cursor()).isZero());
        assertThat(log().completed(STOCK)).isEmpty();
        assertThat(log().deferred(STOCK)).isEmpty();
    }

    @Test
    void whatIsSettledAndAppendedTogetherCommitsTogether() {
        log().open(STOCK, true);
        List<Boolean> told = new ArrayList<>();
        assertThatThrownBy(
                        () ->
                                log().together(
                                                () -> {
                                                    log().appendInTransaction(
                                                                    List.of(event("a")), told::add);
                                                    settleAndFail(completed(new Place(STOCK, 3)));
                                                }))
                .isInstanceOf(RolledBack.class);
        assertThat(told).containsExactly(false);
        assertThat(seen()).isEmpty();
        assertThat(log().completed(STOCK)).isEmpty();
    }

    @Test
    void aPausedSubscriptionStaysSoUntilItIsResumedOrForgotten() {
        log().open(STOCK, true);
        log().open(BILLING, true);

        assertThat(log().paused()).isEmpty();
        assertThat(log().pause(STOCK, true)).isTrue();
        assertThat(log().pause(STOCK, true)).isTrue();
        assertThat(log().pause(BILLING, true)).isTrue();
        assertThat(log().paused()).containsExactly(BILLING, STOCK);
        log().open(STOCK, false);
        log().settle(settlement(progress(STOCK, 0, 7)));
        assertThat(log().pause(BILLING, false)).isTrue();
        assertThat(log().pause(BILLING, false)).isTrue();
        assertThat(log().paused()).containsExactly(STOCK);
        log().forget(STOCK);
        assertThat(log().pause(STOCK, true)).isFalse();
        log().open(STOCK, true);
        assertThat(log().paused()).isEmpty();
    }
}
