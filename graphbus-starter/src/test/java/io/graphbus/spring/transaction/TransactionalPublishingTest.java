package io.graphbus.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Event;
import io.graphbus.bus.Receipt;
import io.graphbus.spring.transaction.ShopApplication.Till;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What is published in a transaction of a real database leaves with its commit, or never. */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "graphbus.retry.delay=10ms",
            "spring.flyway.enabled=false",
            "spring.jpa.hibernate.ddl-auto=create-drop"
        })
class TransactionalPublishingTest {

    @Autowired Till till;
    @Autowired DataSource database;

    @BeforeEach
    void forget() {
        till.forget();
    }

    @Test
    void anEventLeavesWhenItsTransactionHasCommitted() {
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            till.save("pen");
                            till.publish("pen");
                            assertThat(till.heard()).isEmpty();
                        });
        assertThat(till.heard()).containsExactly("pen");
        assertThat(till.ledger().known()).containsExactly("pen");
    }

    @Test
    void aRollbackDropsWhatWasPublished() {
        assertThatThrownBy(
                        () ->
                                till.transaction()
                                        .executeWithoutResult(
                                                status -> {
                                                    till.publish("pen");
                                                    throw new IllegalStateException("no money");
                                                }))
                .hasMessage("no money");
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            till.publish("ink");
                            status.setRollbackOnly();
                        });
        assertThat(till.heard()).isEmpty();
    }

    @Test
    void aCommitThatFailsDropsWhatWasPublished() {
        till.save("pen");
        assertThatThrownBy(
                        () ->
                                till.transaction()
                                        .executeWithoutResult(
                                                status -> {
                                                    till.publish("pen");
                                                    till.save("pen");
                                                }))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(till.heard()).isEmpty();
    }

    @Test
    void outsideOfTransactionsEventsLeaveAtOnce() {
        till.publish("pen");
        till.transaction(TransactionDefinition.PROPAGATION_SUPPORTS)
                .executeWithoutResult(
                        status -> {
                            till.publish("ink");
                            assertThat(till.heard()).containsExactly("pen", "ink");
                        });
    }

    @Test
    void aTransactionThatOnlyReadsPublishesToo() {
        TransactionTemplate reading = till.transaction();
        reading.setReadOnly(true);
        reading.executeWithoutResult(status -> till.publish("pen"));
        assertThat(till.heard()).containsExactly("pen");
    }

    @Test
    void aTransactionThatTookTooLongPublishesNothing() {
        TransactionTemplate hasty = till.transaction();
        hasty.setTimeout(1);
        assertThatThrownBy(
                        () ->
                                hasty.executeWithoutResult(
                                        status -> {
                                            till.publish("pen");
                                            while (till.purchases().count() == 0) {
                                                Thread.onSpinWait();
                                            }
                                        }))
                .isInstanceOf(RuntimeException.class);
        assertThat(till.heard()).isEmpty();
    }

    @Test
    void eventsLeaveInTheOrderInWhichTheyWerePublished() {
        List<Object> items = new ArrayList<>();
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            for (int i = 0; i < 50; i++) {
                                items.add("item " + i);
                                till.publish("item " + i);
                            }
                        });
        assertThat(till.heard()).isEqualTo(items);
    }

    @Test
    void aPayloadIsWhatItWasWhenItWasPublished() {
        List<String> basket = new ArrayList<>(List.of("pen"));
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            till.publish(basket);
                            basket.add("ink");
                        });
        assertThat(till.heard()).containsExactly(List.of("pen"));
    }

    @Test
    void aTransactionOfItsOwnHasEventsOfItsOwn() {
        till.transaction()
                .executeWithoutResult(
                        outer -> {
                            till.publish("outer");
                            requiresNew().executeWithoutResult(inner -> till.publish("inner"));
                            assertThat(till.heard()).containsExactly("inner");
                            till.publish("outer too");
                            outer.setRollbackOnly();
                        });
        assertThat(till.heard()).containsExactly("inner");
    }

    @Test
    void aTransactionOfItsOwnThatRollsBackLeavesTheOuterEventsAlone() {
        till.transaction()
                .executeWithoutResult(
                        outer -> {
                            till.publish("before");
                            requiresNew()
                                    .executeWithoutResult(
                                            inner -> {
                                                till.publish("inner");
                                                inner.setRollbackOnly();
                                            });
                            till.publish("after");
                        });
        assertThat(till.heard()).containsExactly("before", "after");
    }

    @Test
    void aSavepointThatIsRolledBackDropsWhatWasPublishedAfterIt() {
        TransactionTemplate outer = new TransactionTemplate(new JdbcTransactionManager(database));
        TransactionTemplate nested = new TransactionTemplate(new JdbcTransactionManager(database));
        nested.setTransactionManager(outer.getTransactionManager());
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        outer.executeWithoutResult(
                status -> {
                    nested.executeWithoutResult(
                            first -> {
                                till.publish("dropped at the very start");
                                first.setRollbackOnly();
                            });
                    till.publish("before");
                    nested.executeWithoutResult(
                            inner -> {
                                till.publish("dropped");
                                inner.setRollbackOnly();
                            });
                    nested.executeWithoutResult(inner -> till.publish("kept"));
                    till.publish("after");
                });
        assertThat(till.heard()).containsExactly("before", "kept", "after");
    }

    @Test
    void aCallJoinsTheTransactionOfItsCaller() {
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            till.bus().call("Shop", "sell", "pen");
                            till.bus().call("Shop", "give", "ink");
                            assertThat(till.heard()).isEmpty();
                        });
        assertThat(till.heard()).containsExactly("pen", "ink");
        assertThat(till.ledger().known()).containsExactly("pen", "ink");
        assertThat(till.ledger().heard()).extracting(Event::source).containsOnly("Shop");
    }

    @Test
    void whatAnAgentPublishesIsDroppedWithTheTransactionOfItsCaller() {
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            till.bus().call("Shop", "sell", "pen");
                            till.bus().call("Shop", "give", "ink");
                            status.setRollbackOnly();
                        });
        assertThat(till.heard()).isEmpty();
        assertThat(till.purchases().count()).isZero();
    }

    @Test
    void anExecutionThatIsATransactionPublishesWhenItHasCommitted() {
        till.bus().call("Shop", "sell", "pen");
        till.bus().call("Shop", "give", "ink");
        assertThat(till.heard()).containsExactly("pen", "ink");
        assertThat(till.ledger().known()).containsExactly("pen", "ink");
    }

    @Test
    void anAttemptThatFailedHasPublishedNothing() {
        till.bus().publish("/Shop/Ordered", "pen");
        awaitHeard(2);
        assertThat(till.heard()).containsExactly("pen", "pen");
        assertThat(till.ledger().heard())
                .extracting(Event::topic)
                .containsExactly("/Shop/Ordered", "/Shop/Sold");
        assertThat(till.ledger().heard().getLast().causationId())
                .isEqualTo(till.ledger().heard().getFirst().id());
    }

    @Test
    void aDelayBeginsWithTheCommit() {
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            till.bus().call("Shop", "remind", "pen");
                            requiresNew()
                                    .executeWithoutResult(
                                            inner -> till.bus().call("Shop", "remind", "ink"));
                            awaitHeard(1);
                            assertThat(till.heard()).containsExactly("ink");
                        });
        awaitHeard(2);
        assertThat(till.heard()).containsExactly("ink", "pen");
    }

    @Test
    void aDelayNeverBeginsWhenTheTransactionRollsBack() {
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            till.bus().call("Shop", "remind", "pen");
                            status.setRollbackOnly();
                        });
        till.bus().call("Shop", "remind", "ink");
        awaitHeard(1);
        assertThat(till.heard()).containsExactly("ink");
    }

    @Test
    void aReceiptNamesTheEventOnceItHasLeft() {
        AtomicReference<Receipt> receipt = new AtomicReference<>();
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            receipt.set(till.bus().publish("/Shop/Sold", "pen"));
                            assertThat(receipt.get().id()).startsWith("held-");
                            assertThat(receipt.get().subscribers()).isZero();
                        });
        assertThat(receipt.get().subscribers()).isEqualTo(1);
        assertThat(till.bus().event(receipt.get().id())).isPresent();
    }

    private void awaitHeard(int events) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (till.ledger().heard().size() < events && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private TransactionTemplate requiresNew() {
        return till.transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }
}
