package io.graphbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AutoMigrate;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.agent.Subscribes;
import io.graphbus.durable.letter.DeadLetterQueue;
import io.graphbus.durable.letter.Outcome;
import io.graphbus.durable.letter.Outcome.Verdict;
import io.graphbus.durable.letter.Replay;
import io.graphbus.durable.letter.Replayed;
import io.graphbus.gate.ContractValidation;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Attempt;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.InMemoryDeadLetters;
import io.graphbus.store.log.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was given up, seen and replayed through a running graph. */
class DeadLetterQueueTest {

    private static final String TOPIC = "/order/created";
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Reader BILLING = new Reader("Billing", "bill");
    private static final Reader GONE = new Reader("Billing", "bil");

    record OrderV1(String id, int amount) {}

    record OrderV2(String id, int total, String currency) {}

    /** Writes version 2 and reads version 1 as version 2, and back. */
    @Agent(name = "Orders")
    @Contract(version = "2.0.0")
    static final class Orders {
        @SchemaMethod
        @Publishes(TOPIC)
        public OrderV2 order(String id, int total) {
            return new OrderV2(id, total, "EUR");
        }

        @AutoMigrate(from = "1.0.0", to = "2.0.0")
        static OrderV2 up(OrderV1 old) {
            return new OrderV2(old.id(), old.amount(), "EUR");
        }

        @AutoMigrate(from = "2.0.0", to = "1.0.0")
        OrderV1 down(OrderV2 order) {
            if (order.total() < 0) {
                throw new IllegalArgumentException("there is no such amount");
            }
            return new OrderV1(order.id(), order.total());
        }
    }

    /** Was written for version 1. */
    @Agent(name = "Billing")
    static final class Billing {
        @Subscribes(value = TOPIC, id = "bill", filter = "payload.amount > 0")
        @SchemaVersion("^1")
        public void on(OrderV1 order) {}
    }

    /** Takes orders of any version, if they are some. */
    @Agent(name = "Audit")
    static final class Audit {
        @Subscribes(value = TOPIC, id = "audit")
        public void on(OrderV2 order) {}
    }

    private final InMemoryDeadLetters letters = new InMemoryDeadLetters();
    private final List<List<String>> woken = new ArrayList<>();
    private final Assembly assembly = assembly(ContractValidation.ENFORCE);
    private final DeadLetterQueue queue =
            assembly.deadLetters(
                    letters, some -> woken.add(some.get().stream().map(DeadLetter::id).toList()));

    private static Assembly assembly(ContractValidation validation) {
        Assembly assembly = new Assembly();
        assembly.roster().agent(null, new Orders());
        assembly.roster().agent(null, new Billing());
        assembly.roster().agent(null, new Audit());
        assembly.options(
                RuntimeOptions.DEFAULTS.toBuilder().contractValidation(validation).build());
        assembly.assemble();
        assembly.start();
        return assembly;
    }

    @AfterEach
    void close() {
        assembly.close();
    }

    private static EventData event(@Nullable String version, String payload) {
        return new EventData(
                "e1",
                TOPIC,
                "Orders",
                payload,
                "k",
                null,
                version,
                Map.of("traceparent", "00-1-2-01"),
                "e1",
                null,
                0,
                LONG_AGO,
                null);
    }

    private DeadLetter letter(String id, Reader reader, long position, EventData event) {
        DeadLetter letter =
                new DeadLetter(
                        id,
                        reader,
                        "on",
                        event,
                        position,
                        "HANDLER_FAILED",
                        "it did not work",
                        "at …",
                        List.of(new Attempt(LONG_AGO, "it did not work")),
                        "^1",
                        LONG_AGO.plusSeconds(position),
                        Status.DEAD,
                        null);
        letters.put(List.of(letter));
        return letter;
    }

    private DeadLetter letter(Reader reader, @Nullable String version, String payload) {
        return letter("l", reader, 1, event(version, payload));
    }

    private Outcome outcome(Replay wish) {
        List<Outcome> outcomes = queue.rehearse(wish, 100);
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }

    private Outcome outcome(Reader reader, @Nullable String version, String payload) {
        letter(reader, version, payload);
        return outcome(Replay.of(Filter.ALL));
    }

    @Test
    void lettersAreReplayedInTheOrderOfTheLog() {
        for (long position : new long[] {3, 1, 2}) {
            letter("l" + position, BILLING, position, event("1.0.0", "{}"));
        }
        Replayed replayed = queue.replay(Replay.of(Filter.ALL).migrateTo("2.0.0"));
        assertThat(replayed).isEqualTo(new Replayed(3, 0, List.of()));
        assertThat(woken).containsExactly(List.of("l1", "l2", "l3"));
        assertThat(queue.show("l2").status()).isEqualTo(Status.REPLAYING);
        assertThat(queue.show("l2").migrateTo()).isEqualTo("2.0.0");
    }

    @Test
    void onlyWhatTheFilterLetsPassIsReplayed() {
        letter("l1", BILLING, 1, event("1.0.0", "{}"));
        letter("l2", new Reader("Audit", "audit"), 2, event("1.0.0", "{}"));
        Filter audit = new Filter("Audit", null, null, null, null, null, null);
        assertThat(queue.replay(Replay.of(audit)).letters()).isOne();
        assertThat(woken).containsExactly(List.of("l2"));
    }

    @Test
    void thousandsOfLettersAreReplayedInPortionsAndInOrder() {
        IntStream.rangeClosed(1, 1201)
                .forEach(n -> letter("l" + n, BILLING, n, event("1.0.0", "{}")));
        assertThat(queue.replay(Replay.of(Filter.ALL)).letters()).isEqualTo(1201);
        assertThat(woken).hasSize(3);
        assertThat(woken.stream().flatMap(List::stream))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 1201).mapToObj(n -> "l" + n).toList());
    }

    @Test
    void whatNobodyTakesIsLeftAndTold() {
        letter("l1", GONE, 1, event("1.0.0", "{}"));
        letter("l2", BILLING, 2, event("1.0.0", "{}"));
        Replayed replayed = queue.replay(Replay.of(List.of("l1", "l2")));
        assertThat(replayed.letters()).isOne();
        assertThat(replayed.left()).hasSize(1);
        assertThat(replayed.left().getFirst().problem().hint())
                .contains("Did you mean Billing.bill");
        assertThat(queue.show("l1").status()).isEqualTo(Status.DEAD);
    }

    @Test
    void whatIsBeingReplayedIsNotReplayedTwice() {
        letter("l1", BILLING, 1, event("1.0.0", "{}"));
        queue.replay(Replay.of(List.of("l1")));
        assertThat(queue.replay(Replay.of(List.of("l1", "l1"))))
                .isEqualTo(new Replayed(0, 1, List.of()));
        assertThat(outcome(Replay.of(List.of("l1"))).verdict()).isEqualTo(Verdict.REPLAYING);
    }

    @Test
    void allIdsThatAreNotThereAreNamedAndNothingIsReplayed() {
        letter("l1", BILLING, 1, event("1.0.0", "{}"));
        assertThatThrownBy(() -> queue.replay(Replay.of(List.of("l1", "x", "y"))))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e ->
                                assertThat(e.problems())
                                        .extracting("where")
                                        .containsExactly("x", "y"));
        assertThat(woken).isEmpty();
        assertThatThrownBy(() -> queue.show("x")).hasMessageContaining("UNKNOWN_DEAD_LETTER");
    }

    @Test
    void atARateLettersAreReplayedOneAfterTheOther() {
        IntStream.rangeClosed(1, 4).forEach(n -> letter("l" + n, BILLING, n, event("1.0.0", "{}")));
        assertThat(queue.replay(Replay.of(Filter.ALL).rate(0.001)).letters()).isEqualTo(4);
        assertThat(queue.count(still())).isEqualTo(3);
        assertThat(queue.replay(Replay.of(Filter.ALL).rate(20)).letters()).isEqualTo(3);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (queue.count(still()) > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(queue.count(still())).isZero();
        assertThat(queue.replay(Replay.of(Filter.ALL).rate(20)).letters()).isZero();
    }

    private static Filter still() {
        return new Filter(null, null, null, null, Status.DEAD, null, null);
    }

    @Test
    void aRateThatCannotBeKeptAndAVersionThatIsNoneAreRefused() {
        assertThatThrownBy(() -> Replay.of(Filter.ALL).rate(-1)).hasMessageContaining("rate");
        assertThatThrownBy(() -> Replay.of(Filter.ALL).rate(Double.NaN))
                .hasMessageContaining("rate");
        assertThatThrownBy(() -> Replay.of(Filter.ALL).migrateTo("2"))
                .hasMessageContaining("semantic version");
    }

    @Test
    void aStoppedGraphReplaysNothing() {
        letter("l1", BILLING, 1, event("1.0.0", "{}"));
        assembly.runtime().stop();
        assertThatThrownBy(() -> queue.replay(Replay.of(Filter.ALL)))
                .isInstanceOf(GraphBusException.class);
        assertThat(queue.show("l1").status()).isEqualTo(Status.DEAD);
    }

    @Test
    void aRehearsalTellsByWhichMigrationsThePayloadWouldGo() {
        Outcome outcome =
                outcome(BILLING, "2.0.0", "{\"id\":\"a\",\"total\":3,\"currency\":\"EUR\"}");
        assertThat(outcome.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(outcome.version()).isEqualTo("1.0.0");
        assertThat(outcome.path()).hasSize(1);
        assertThat(outcome.path().getFirst()).startsWith("2.0.0 -> 1.0.0 by Orders");
        assertThat(outcome.problem()).isNull();
        assertThat(woken).isEmpty();
    }

    @Test
    void aRehearsalTellsWhatWouldDieAgain() {
        Outcome pathless = outcome(BILLING, "3.0.0", "{}");
        assertThat(pathless.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(pathless.problem()).extracting("code").isEqualTo(ProblemCode.NO_MIGRATION_PATH);

        Outcome thrown = outcome(BILLING, "2.0.0", "{\"id\":\"a\",\"total\":-1,\"currency\":\"\"}");
        assertThat(thrown.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(thrown.problem()).extracting("code").isEqualTo(ProblemCode.MIGRATION_FAILED);

        Outcome unfit = outcome(BILLING, "1.0.0", "{\"id\":\"a\",\"amount\":\"much\"}");
        assertThat(unfit.verdict()).isIn(Verdict.REFUSED, Verdict.FILTERED);
    }

    @Test
    void aRehearsalTellsWhatWouldBeSettledWithoutTheHandler() {
        assertThat(outcome(BILLING, "1.0.0", "{\"id\":\"a\",\"amount\":0}").verdict())
                .isEqualTo(Verdict.FILTERED);
        assertThat(outcome(BILLING, "1.0.0", "{}").verdict()).isEqualTo(Verdict.FILTERED);
        EventData fresh = event("1.0.0", "{\"id\":\"a\",\"amount\":1}");
        letter("l", BILLING, 1, expiring(fresh));
        assertThat(outcome(Replay.of(List.of("l"))).verdict()).isEqualTo(Verdict.EXPIRED);
        letter("l", GONE, 1, fresh);
        assertThat(outcome(Replay.of(List.of("l"))).verdict()).isEqualTo(Verdict.NO_SUBSCRIPTION);
    }

    private static EventData expiring(EventData e) {
        return new EventData(
                e.id(),
                e.topic(),
                e.source(),
                e.payload(),
                e.key(),
                e.priority(),
                e.schemaVersion(),
                e.headers(),
                e.correlationId(),
                e.causationId(),
                e.hops(),
                e.time(),
                e.time().plusSeconds(1));
    }

    @Test
    void aVersionThatIsAskedForComesBeforeTheSubscriptionsOwn() {
        letter(BILLING, "1.0.0", "{\"id\":\"a\",\"amount\":7}");
        Outcome outcome = outcome(Replay.of(Filter.ALL).migrateTo("2.0.0"));
        assertThat(outcome.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(outcome.version()).isEqualTo("1.0.0");
        assertThat(outcome.path()).hasSize(2);
        assertThat(outcome(Replay.of(Filter.ALL).migrateTo("1.0.0")).path()).isEmpty();
        assertThat(outcome(Replay.of(Filter.ALL).migrateTo("9.0.0")).verdict())
                .isEqualTo(Verdict.REFUSED);
    }

    @Test
    void aPayloadWithoutAVersionCannotBeMigrated() {
        letter(BILLING, null, "{\"id\":\"a\",\"amount\":7}");
        Outcome outcome = outcome(Replay.of(Filter.ALL).migrateTo("2.0.0"));
        assertThat(outcome.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(outcome.problem().message()).contains("tells no version");
    }

    @Test
    void whereContractsAreNotEnforcedARehearsalWarns() {
        Outcome strict = outcome(BILLING, "0.9.0", "{\"id\":\"a\",\"amount\":1}");
        assertThat(strict.verdict()).isEqualTo(Verdict.REFUSED);
        Assembly lenient = assembly(ContractValidation.WARN);
        Outcome outcome =
                lenient.deadLetters(letters, some -> {})
                        .rehearse(Replay.of(Filter.ALL), 1)
                        .getFirst();
        lenient.close();
        assertThat(outcome.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(outcome.problem()).isEqualTo(strict.problem());
    }

    @Test
    void lettersArePurgedByIdByFilterAndByAge() {
        IntStream.rangeClosed(1, 4).forEach(n -> letter("l" + n, BILLING, n, event("1.0.0", "{}")));
        assertThat(queue.purge(List.of("l1", "x"))).isOne();
        assertThat(queue.expire(LONG_AGO.plusSeconds(3))).isOne();
        assertThat(queue.list(Filter.ALL, null, 10)).extracting("id").containsExactly("l4", "l3");
        assertThat(queue.depths()).extracting("letters").containsExactly(2L);
        assertThat(queue.purge(Filter.ALL)).isEqualTo(2);
        assertThat(queue.depths()).isEmpty();
    }
}
