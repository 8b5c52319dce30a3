package io.graphbus.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Progress.Range;
import io.graphbus.store.log.Settlement.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a subscription at one moment. */
abstract class StandingPromises extends LogPromises {

    @Test
    void whereASubscriptionBeganIsKept() {
        long newest = log().append(events("e", 3))[2];
        assertThat(log().standing(STOCK)).isEmpty();
        log().open(STOCK, true);
        log().open(BILLING, false);
        moveTo(STOCK, newest);

        assertThat(log().standing(STOCK).orElseThrow().begun()).isZero();
        assertThat(log().standing(BILLING).orElseThrow().begun()).isEqualTo(newest);
        log().open(STOCK, false);
        assertThat(log().standing(STOCK).orElseThrow().begun()).isZero();
    }

    @Test
    void progressAndWhatWasPutOffAreTold() {
        log().open(STOCK, true);
        log().open(BILLING, true);
        Progress kept =
                new Progress(
                        STOCK,
                        0,
                        40,
                        List.of(new Range(42, 42), new Range(50, 60)),
                        new Counts(100, 90, 3, 2, 1, 4, 5));
        log().settle(settlement(kept));
        log().settle(
                        deferred(
                                new Deferred(STOCK, 7, "k", 1, NOON, List.of()),
                                new Deferred(STOCK, 3, null, 1, null, List.of()),
                                new Deferred(BILLING, 9, null, 1, NOON, List.of())));

        Standing standing = log().standing(STOCK).orElseThrow();
        assertThat(standing.parts()).isEqualTo(log().progress(STOCK)).contains(kept);
        assertThat(standing.deferred()).containsExactly(3L, 7L);
        assertThat(standing.reader()).isEqualTo(STOCK);
    }

    @Test
    void upToWhereEventsWereRemovedIsTold() {
        long[] at = log().append(events("e", 4));
        log().open(STOCK, true);
        assertThat(log().standing(STOCK).orElseThrow().removed()).isZero();
        moveTo(STOCK, at[2]);
        log().trim(null, 0, some -> {});

        assertThat(log().standing(STOCK).orElseThrow().removed()).isEqualTo(at[2]);
    }

    /** The row of what was put off is what counts it until it is settled. */
    @Test
    void whatIsCompletedAndStillPutOffIsNotForgotten() {
        long at = append(event("e"));
        log().open(STOCK, true);
        log().settle(deferred(new Deferred(STOCK, at, null, 1, NOON, List.of())));
        log().settle(completed(new Place(STOCK, at)));
        moveTo(STOCK, at);
        assertThat(log().completed(STOCK)).containsExactly(new Place(STOCK, at));

        log().settle(
                        new Settlement(
                                List.of(progress(STOCK, 0, at)),
                                List.of(),
                                List.of(),
                                List.of(new Place(STOCK, at)),
                                List.of(),
                                List.of()));
        assertThat(log().completed(STOCK)).isEmpty();
        assertThat(log().standing(STOCK).orElseThrow().deferred()).isEmpty();
    }
}
