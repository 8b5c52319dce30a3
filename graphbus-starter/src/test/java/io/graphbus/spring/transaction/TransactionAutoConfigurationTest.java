package io.graphbus.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.Problem;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.SignalListener;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.spring.transaction.TransactionProperties.Publish;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TransactionAutoConfigurationTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class,
                                    GraphBusAutoConfiguration.class,
                                    GraphBusTransactionAutoConfiguration.class,
                                    DataSourceAutoConfiguration.class,
                                    DataSourceTransactionManagerAutoConfiguration.class))
                    .withPropertyValues("spring.datasource.generate-unique-name=true");

    @Test
    void eventsLeaveAtOnceWhereThePropertySaysSo() {
        runner.withPropertyValues("graphbus.transaction.publish=immediately")
                .run(context -> assertThat(publishedBeforeTheCommit(context)).isEqualTo(1));
        runner.run(context -> assertThat(publishedBeforeTheCommit(context)).isZero());
    }

    @Test
    void anInterceptorOfTheApplicationsOwnTakesItsPlace() {
        runner.withBean(
                        TransactionalPublishing.class,
                        () -> new TransactionalPublishing(Publish.IMMEDIATELY, topic -> false))
                .run(context -> assertThat(publishedBeforeTheCommit(context)).isEqualTo(1));
    }

    @Test
    void withoutSpringsTransactionsTheGraphStillRuns() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                AgentsAutoConfiguration.class,
                                GraphBusAutoConfiguration.class,
                                GraphBusTransactionAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.transaction"))
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean("graphBusTransactionalPublishing");
                            assertThat(context.getBean(GraphBus.class).isRunning()).isTrue();
                        });
    }

    @Test
    void withoutMicrometerNothingIsCounted() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(TransactionalPublishing.class);
                            assertThat(context).doesNotHaveBean("graphBusTransactionMetrics");
                        });
    }

    @Test
    void anEventThatFindsItsMailboxFullIsReportedAndTheOthersLeave() {
        Busy busy = new Busy();
        List<Problem> problems = new CopyOnWriteArrayList<>();
        runner.withBean(Busy.class, () -> busy)
                .withBean(
                        SignalListener.class,
                        () ->
                                SignalListener.of(
                                        ProblemReported.class, s -> problems.add(s.problem())))
                .withPropertyValues(
                        "graphbus.bus.mailbox-capacity=1", "graphbus.bus.overflow=reject")
                .run(
                        context -> {
                            GraphBus bus = context.getBean(GraphBus.class);
                            transaction(context)
                                    .executeWithoutResult(
                                            status -> {
                                                for (int i = 0; i < 5; i++) {
                                                    bus.publish("/Busy", i);
                                                }
                                                bus.publish("/Idle", "heard by nobody");
                                            });
                            busy.goOn.countDown();
                            assertThat(bus.stats().published()).isEqualTo(6 - problems.size());
                            assertThat(problems)
                                    .isNotEmpty()
                                    .allSatisfy(CommitTest.lost("/Busy", "QUEUE_FULL"));
                        });
    }

    private static long publishedBeforeTheCommit(ApplicationContext context) {
        GraphBus bus = context.getBean(GraphBus.class);
        Long published =
                transaction(context)
                        .execute(
                                status -> {
                                    bus.publish("/Said", "x");
                                    return bus.stats().published();
                                });
        assertThat(bus.stats().published()).isEqualTo(1);
        return published == null ? -1 : published;
    }

    private static TransactionTemplate transaction(ApplicationContext context) {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    /** Does not get on with it. */
    @Agent
    static class Busy {
        final CountDownLatch goOn = new CountDownLatch(1);

        @Subscribes("/Busy")
        void on(Integer number) throws InterruptedException {
            goOn.await();
        }
    }
}
