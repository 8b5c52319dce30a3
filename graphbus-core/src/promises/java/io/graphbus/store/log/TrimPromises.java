package io.graphbus.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.store.log.Settlement.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is removed from a log, and what is not. */
abstract class TrimPromises extends LogPromises {

    private final List<String> archived = new ArrayList<>();

    private void archive(List<StoredEvent> events) {
        archived.addAll(ids(events));
    }

    @Test
    void onlyWhatEverySubscriptionHasSettledGoes() {
        long[] at = log().append(events("e", 6));
        log().open(STOCK, true);
        log().open(BILLING, true);
        assertThat(log().trim(null, 0, this::archive)).isZero();
        moveTo(STOCK, at[5]);
        moveTo(BILLING, at[3]);

        assertThat(log().trim(null, 0, this::archive)).isEqualTo(4);
        assertThat(archived).containsExactly("e0", "e1", "e2", "e3");
        assertThat(seen()).containsExactly("e4", "e5");
        assertThat(log().find("e0")).isEmpty();
        log().forget(BILLING);
        assertThat(log().trim(null, 0, this::archive)).isEqualTo(2);
        assertThat(seen()).isEmpty();
    }

    @Test
    void whatIsPutOffStays() {
        long[] at = log().append(events("e", 4));
        log().open(STOCK, true);
        log().settle(deferred(new Deferred(STOCK, at[1], null, 1, NOON, List.of())));
        moveTo(STOCK, at[3]);

        assertThat(log().trim(null, 0, this::archive)).isEqualTo(3);
        assertThat(seen()).containsExactly("e1");
        log().settle(
                        new Settlement(
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(new Place(STOCK, at[1])),
                                List.of(),
                                List.of()));
        assertThat(log().trim(null, 0, this::archive)).isEqualTo(1);
        assertThat(archived).containsExactly("e0", "e2", "e3", "e1");
    }

    @Test
    void ageAndCountSayHowMuchIsKept() {
        for (int i = 0; i < 10; i++) {
            append(event("e" + i, "/T", null, NOON.plusSeconds(i)));
        }
        assertThat(log().trim(NOON.plusSeconds(3), 0, this::archive)).isEqualTo(3);
        assertThat(log().trim(NOON.plusSeconds(9), 5, this::archive)).isEqualTo(2);
        assertThat(log().trim(null, 4, this::archive)).isEqualTo(1);
        assertThat(log().trim(null, 4, this::archive)).isZero();
        assertThat(seen()).containsExactly("e6", "e7", "e8", "e9");
        assertThat(archived).hasSize(6).isSorted();
    }

    @Test
    void whatCannotBeArchivedStays() {
        log().append(events("e", 3));

        assertThatThrownBy(
                        () ->
                                log().trim(
                                                null,
                                                0,
                                                some -> {
                                                    throw new RolledBack();
                                                }))
                .isInstanceOf(RolledBack.class);
        assertThat(seen()).hasSize(3);
    }

    @Test
    void muchIsArchivedInPortions() {
        log().append(events("e", 2_500));
        List<Integer> portions = new ArrayList<>();

        assertThat(log().trim(null, 100, some -> portions.add(some.size()))).isEqualTo(2_400);
        assertThat(portions).hasSizeGreaterThan(1).allSatisfy(n -> assertThat(n).isPositive());
        assertThat(log().after(0, 9_999)).hasSize(100);
    }

    @Test
    void positionsGoOnWhenEverythingIsGone() {
        long last = log().append(events("e", 3))[2];
        assertThat(log().trim(null, 0, this::archive)).isEqualTo(3);

        assertThat(log().open(STOCK, false))
                .allSatisfy(progress -> assertThat(progress.cursor()).isEqualTo(last));
        assertThat(append(event("f"))).isGreaterThan(last);
        assertThat(ids(log().after(last, 10))).containsExactly("f");
    }
}
