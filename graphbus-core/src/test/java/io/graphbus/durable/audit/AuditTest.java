package io.graphbus.durable.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.durable.Durability;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.Deferred;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.Settlement.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is found when somebody changes what the log keeps. */
class AuditTest {

    private static final Reader SHIPS = new Reader("Shipping", "ships");
    private static final Reader BILLS = new Reader("Billing", "bills");

    private final InMemoryEventLog log = new InMemoryEventLog();

    record Order(int number) {}

    @Agent(name = "Shipping")
    static final class Shipping {
        @Subscribes(value = "/Order/*", id = "ships")
        void on(Order order) {
            if (order.number() == 3) {
                throw new IllegalStateException("no third one");
            }
        }
    }

    @Agent(name = "Billing")
    static final class Billing {
        @Subscribes(value = "/Order/*", id = "bills", filter = "number != 2")
        void on(Order order) {}
    }

    /** Five orders have been handled, one of them dead and one filtered. */
    private GraphBus handled() {
        GraphBus.Builder builder =
                GraphBus.builder()
                        .eventLog(log, Durability.ALL)
                        .options(
                                RuntimeOptions.builder()
                                        .retry(RetryPolicy.DEFAULT.withRetries(0))
                                        .build());
        builder.agent(Shipping.class).agent(Billing.class);
        GraphBus bus = builder.build().start();
        for (int i = 1; i <= 5; i++) {
            bus.publish("/Order/Placed", new Order(i));
        }
        assertThat(bus.awaitIdle(Duration.ofSeconds(20))).isTrue();
        bus.close();
        return bus;
    }

    private static Account account(List<Account> accounts, Reader reader) {
        return accounts.stream().filter(a -> a.reader().equals(reader)).findFirst().orElseThrow();
    }

    private static List<Account> accounts(GraphBus bus) {
        return bus.audit().orElseThrow().accounts();
    }

    /** Replaces what is kept of Shipping. */
    private void tamper(UnaryOperator<Progress> change) {
        log.settle(settlement(List.of(change.apply(log.progress(SHIPS).getFirst()))));
    }

    private static Settlement settlement(List<Progress> progress) {
        return new Settlement(progress, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void everyOutcomeIsInTheAccount() {
        GraphBus bus = handled();

        Account ships = account(accounts(bus), SHIPS);
        assertThat(ships.offered()).isEqualTo(5);
        assertThat(ships.completed()).isEqualTo(4);
        assertThat(ships.dead()).isEqualTo(1);
        assertThat(ships.events()).isEqualTo(5);
        assertThat(ships.topic()).isEqualTo("/Order/*");
        assertThat(account(accounts(bus), BILLS).filtered()).isEqualTo(1);
        assertThat(accounts(bus)).allMatch(Account::addsUp).allMatch(a -> a.difference() == 0);
        assertThat(bus.stats().unaccounted()).isZero();
    }

    @Test
    void aCountThatWasChangedNamesItsSubscription() {
        GraphBus bus = handled();
        tamper(
                p ->
                        new Progress(
                                SHIPS,
                                0,
                                p.cursor(),
                                p.done(),
                                p.counts().plus(new Counts(0, -1, 0, 0, 0, 0, 0))));

        assertThat(account(accounts(bus), SHIPS).findings())
                .containsExactly(
                        "It was offered 5, and 4 are accounted for (completed 3, dead 1, expired 0,"
                                + " filtered 0, cancelled 0, waiting 0)");
        assertThat(account(accounts(bus), SHIPS).difference()).isEqualTo(1);
        assertThat(account(accounts(bus), BILLS).addsUp()).isTrue();
    }

    @Test
    void eventsThatWerePassedOverAreMissed() {
        GraphBus bus = handled();
        long last = log.newest();
        for (String id : List.of("x", "y")) {
            log.append(List.of(renamed(id)));
        }
        Account behind = account(accounts(bus), SHIPS);
        assertThat(behind.ahead()).isEqualTo(2);
        assertThat(behind.offered()).isEqualTo(7);
        assertThat(behind.addsUp()).isTrue();

        tamper(p -> new Progress(SHIPS, 0, last + 2, List.of(), p.counts()));
        Account ships = account(accounts(bus), SHIPS);
        assertThat(ships.findings())
                .containsExactly(
                        "Up to where it is the log keeps 7 events for it, and it was offered 5");
        assertThat(ships.difference()).isEqualTo(2);
        assertThat(account(accounts(bus), BILLS).addsUp()).isTrue();
    }

    private EventData renamed(String id) {
        EventData event = log.after(0, 1).getFirst().data();
        return new EventData(
                id,
                event.topic(),
                event.source(),
                event.payload(),
                null,
                null,
                null,
                event.headers(),
                id,
                null,
                0,
                event.time(),
                null);
    }

    @Test
    void aPositionBeyondTheEndIsNoticed() {
        GraphBus bus = handled();
        tamper(p -> new Progress(SHIPS, 0, 900, List.of(), p.counts()));

        assertThat(account(accounts(bus), SHIPS).findings())
                .containsExactly("It stands at position 900, and the log ends at 5");
    }

    @Test
    void whatWaitsWithoutItsEventIsNoticed() {
        GraphBus bus = handled();
        Deferred lost = new Deferred(SHIPS, 77, null, 1, Instant.now(), List.of());
        log.settle(
                new Settlement(
                        List.of(), List.of(), List.of(lost), List.of(), List.of(), List.of()));

        assertThat(account(accounts(bus), SHIPS).findings())
                .containsExactly("Waiting deliveries whose events the log does not keep: 1");
    }

    @Test
    void aDeliveryThatWasPutOffAndIsGoneIsMissed() {
        GraphBus bus = handled();
        tamper(
                p ->
                        new Progress(
                                SHIPS,
                                0,
                                p.cursor(),
                                p.done(),
                                p.counts().plus(new Counts(0, -1, 0, 0, 0, 0, 0))));
        Deferred waits = new Deferred(SHIPS, 2, null, 1, Instant.now(), List.of());
        log.settle(
                new Settlement(
                        List.of(), List.of(), List.of(waits), List.of(), List.of(), List.of()));
        assertThat(account(accounts(bus), SHIPS).waiting()).isEqualTo(1);
        assertThat(account(accounts(bus), SHIPS).addsUp()).isTrue();

        log.settle(
                new Settlement(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Place(SHIPS, 2)),
                        List.of(),
                        List.of()));
        assertThat(account(accounts(bus), SHIPS).addsUp()).isFalse();
    }

    @Test
    void moreLettersThanDeathsAreNoticed() {
        GraphBus bus = handled();
        tamper(
                p ->
                        new Progress(
                                SHIPS,
                                0,
                                p.cursor(),
                                p.done(),
                                p.counts().plus(new Counts(0, 1, -1, 0, 0, 0, 0))));

        assertThat(account(accounts(bus), SHIPS).findings())
                .containsExactly(
                        "There are more dead letters (1) than deliveries that count as dead (0)");
        log.deadLetters()
                .remove(
                        log.deadLetters().list(Filter.ALL, null, 9).stream()
                                .map(letter -> letter.id())
                                .toList());
        assertThat(account(accounts(bus), SHIPS).addsUp()).isTrue();
    }

    @Test
    void whatWasRemovedIsNotRecountedAndThatIsSaid() {
        GraphBus bus = handled();
        assertThat(log.trim(null, 2, some -> {})).isEqualTo(3);

        Account ships = account(accounts(bus), SHIPS);
        assertThat(ships.whole()).isFalse();
        assertThat(ships.note())
                .isEqualTo(
                        "Events up to position 3 were removed; only what the log keeps was"
                                + " recounted");
        assertThat(ships.events()).isEqualTo(2);
        assertThat(ships.offered()).isEqualTo(5);
        assertThat(ships.addsUp()).isTrue();

        tamper(p -> new Progress(SHIPS, 0, p.cursor(), List.of(), new Counts(1, 1, 0, 0, 0, 0, 0)));
        assertThat(account(accounts(bus), SHIPS).findings())
                .contains("Up to where it is the log keeps 2 events for it, and it was offered 1");
    }

    @Test
    void aSubscriptionThatIsGoneIsCheckedByItsCounts() {
        handled();
        List<Account> accounts = new Audit(log, List.of()).accounts();

        assertThat(accounts).hasSize(2).allMatch(Account::addsUp);
        assertThat(accounts)
                .allSatisfy(a -> assertThat(a.note()).startsWith("It is not part of the graph"));
        assertThat(new Audit(log, List.of()).account(new Reader("Nobody", "x"))).isEmpty();
    }
}
