package io.graphbus.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who has which parts of a subscription. */
abstract class ClaimPromises extends LogPromises {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    private Set<Integer> claim(String owner, Duration time, Integer... kept) {
        return log().claim(STOCK, owner, time, false, Set.of(kept));
    }

    private Set<Integer> claimAll(String owner, Duration time, Integer... kept) {
        return log().claim(STOCK, owner, time, true, Set.of(kept));
    }

    private Set<Integer> all() {
        return IntStream.range(0, log().parts()).boxed().collect(Collectors.toSet());
    }

    @Test
    void aSingleOwnerHasEverything() {
        assertThat(claim("a", LONG)).isEqualTo(all());
        assertThat(claim("a", LONG)).isEqualTo(all());
        assertThat(log().claim(BILLING, "b", LONG, true, Set.of())).isEqualTo(all());
    }

    @Test
    void ownersShareFairlyAndNoPartHasTwo() {
        List<String> owners = List.of("a", "b", "c");
        for (int round = 0; round < 3; round++) {
            owners.forEach(owner -> claim(owner, LONG));
        }
        Set<Integer> together = new HashSet<>();
        for (String owner : owners) {
            Set<Integer> mine = claim(owner, LONG);
            assertThat(mine.size()).isBetween(log().parts() / 3, (log().parts() + 2) / 3);
            assertThat(Collections.disjoint(together, mine)).isTrue();
            together.addAll(mine);
        }
        assertThat(together).isEqualTo(all());
    }

    @Test
    void whatAnOwnerHasInHandIsNotGivenToOthers() {
        claim("b", LONG);
        Integer[] inHand = all().toArray(Integer[]::new);
        claim("a", LONG);

        Set<Integer> goesOn = claim("b", LONG, inHand);

        assertThat(goesOn).hasSize((log().parts() + 1) / 2);
        assertThat(claim("a", LONG)).isEmpty();
        assertThat(claim("b", LONG, goesOn.toArray(Integer[]::new))).isEqualTo(goesOn);
        Set<Integer> freed = claim("a", LONG);
        assertThat(freed).hasSize(log().parts() - goesOn.size());
        assertThat(Collections.disjoint(freed, goesOn)).isTrue();
    }

    @Test
    void whatAnOwnerReleasesCanBeClaimed() {
        claim("a", LONG);
        log().claim(BILLING, "a", LONG, true, Set.of());
        assertThat(claimAll("b", LONG)).isEmpty();

        log().release("a");

        assertThat(claimAll("b", LONG)).isEqualTo(all());
        assertThat(log().claim(BILLING, "b", LONG, true, Set.of())).isEqualTo(all());
    }

    @Test
    void anExclusiveOwnerHasAllOrNone() {
        assertThat(claimAll("b", LONG)).isEqualTo(all());
        assertThat(claimAll("a", LONG)).isEmpty();
        assertThat(claimAll("b", LONG)).isEqualTo(all());
        log().release("b");
        assertThat(claimAll("a", LONG)).isEqualTo(all());
        assertThat(claimAll("b", LONG)).isEmpty();
    }

    @Test
    void whatAnOwnerDoesNotClaimInTimeIsTakenOver() {
        claimAll("dead", SHORT);
        claimAll("b", LONG);
        until(() -> claimAll("b", LONG).equals(all()));
        assertThat(claimAll("dead", LONG)).isEmpty();
        log().release("b");

        claim("dead", SHORT);
        until(() -> claim("c", LONG).equals(all()));
    }
}
