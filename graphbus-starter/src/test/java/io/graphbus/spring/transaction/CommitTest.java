package io.graphbus.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.spring.transaction.ShopApplication.Till;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens around a commit, and what is said when an event cannot leave then. */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "graphbus.retry.delay=10ms",
            "spring.flyway.enabled=false",
            "spring.jpa.hibernate.ddl-auto=create-drop"
        })
class CommitTest {

    @Autowired Till till;
    @Autowired MeterBinder graphBusTransactionMetrics;

    @BeforeEach
    void forget() {
        till.forget();
    }

    @Test
    void whatIsPublishedAroundTheCommitLeavesToo() {
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            around(
                                    new TransactionSynchronization() {
                                        @Override
                                        public void beforeCommit(boolean readOnly) {
                                            till.publish("before commit");
                                        }

                                        @Override
                                        public void beforeCompletion() {
                                            till.publish("before completion");
                                        }

                                        @Override
                                        public void afterCommit() {
                                            till.publish("after commit");
                                        }

                                        @Override
                                        public void afterCompletion(int status) {
                                            till.publish("after completion");
                                        }
                                    });
                            till.publish("inside");
                        });
        assertThat(till.heard())
                .containsExactlyInAnyOrder(
                        "inside",
                        "before commit",
                        "before completion",
                        "after commit",
                        "after completion");
        assertThat(till.heard().getFirst()).isEqualTo("inside");
    }

    @Test
    void whatIsFirstPublishedAfterTheCommitLeaves() {
        till.transaction().executeWithoutResult(status -> afterCommit(() -> till.publish("late")));
        assertThat(till.heard()).containsExactly("late");
    }

    @Test
    void aTransactionAfterTheCommitHasEventsOfItsOwn() {
        TransactionTemplate another =
                till.transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            till.publish("first");
                            afterCommit(
                                    () -> {
                                        till.publish("second");
                                        another.executeWithoutResult(s -> till.publish("own"));
                                        till.publish("third");
                                    });
                        });
        assertThat(till.heard()).containsExactlyInAnyOrder("first", "second", "own", "third");
    }

    @Test
    void whatIsPublishedAfterARollbackLeaves() {
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            till.publish("dropped");
                            around(
                                    new TransactionSynchronization() {
                                        @Override
                                        public void afterCompletion(int outcome) {
                                            till.publish("sorry");
                                        }
                                    });
                            status.setRollbackOnly();
                        });
        assertThat(till.heard()).containsExactly("sorry");
    }

    @Test
    void anotherSynchronizationThatFailsHoldsNothingBack() {
        assertThatThrownBy(
                        () ->
                                till.transaction()
                                        .executeWithoutResult(
                                                status -> {
                                                    till.publish("pen");
                                                    afterCommit(
                                                            () -> {
                                                                throw new IllegalStateException(
                                                                        "broken");
                                                            });
                                                }))
                .hasMessage("broken");
        assertThat(till.heard()).containsExactly("pen");
    }

    @Test
    void anEventThatTheStoppedGraphDoesNotTakeIsReportedAndCounted() {
        double before = lost();
        till.transaction()
                .executeWithoutResult(
                        status -> {
                            till.save("pen");
                            till.publish("pen");
                            till.bus().stop();
                        });
        till.bus().start();
        assertThat(till.purchases().existsByItem("pen")).isTrue();
        assertThat(till.complaints().problems)
                .singleElement()
                .satisfies(lost("/Shop/Sold", "STOPPED"));
        assertThat(lost()).isEqualTo(before + 1);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void anOutcomeThatIsNotKnownPublishesNothingAndSaysSo(CapturedOutput output) {
        TransactionTemplate failing = new TransactionTemplate(new Forgetful());
        assertThatThrownBy(() -> failing.executeWithoutResult(status -> till.publish("pen")))
                .isInstanceOf(TransactionSystemException.class);
        assertThat(till.heard()).isEmpty();
        assertThat(output).contains("1 events were not published: whether");
    }

    private double lost() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        graphBusTransactionMetrics.bindTo(meters);
        return meters.get("graphbus.messages.lost").functionCounter().count();
    }

    static Consumer<Problem> lost(String topic, String why) {
        return problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.EVENT_LOST);
            assertThat(problem.where()).isEqualTo(topic);
            assertThat(problem.message()).contains(why);
        };
    }

    private static void around(TransactionSynchronization synchronization) {
        TransactionSynchronizationManager.registerSynchronization(synchronization);
    }

    private static void afterCommit(Runnable action) {
        around(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        action.run();
                    }
                });
    }

    /** Does not know how its commits end. */
    private static final class Forgetful extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() throws CannotCreateTransactionException {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            // nothing to begin
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            throw new TransactionSystemException("The connection broke during the commit.");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            // nothing to roll back
        }
    }
}
