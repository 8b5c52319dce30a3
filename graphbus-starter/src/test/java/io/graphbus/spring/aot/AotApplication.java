package io.graphbus.spring.aot;

import io.graphbus.GraphBus;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.spring.AgentComponent;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.GraphBusStateAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.spring.agent.OneGraphAutoConfiguration;
import io.graphbus.spring.transaction.GraphBusTransactionAutoConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Runs its agents once, says what came of it, and ends. */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement(proxyTargetClass = true)
@Import({AotApplication.Counter.class, AotApplication.Echo.class})
@ImportAutoConfiguration({
    AgentsAutoConfiguration.class,
    GraphBusAutoConfiguration.class,
    GraphBusStateAutoConfiguration.class,
    GraphBusTransactionAutoConfiguration.class,
    OneGraphAutoConfiguration.class
})
public class AotApplication {

    static final String ANSWER = "counted [one, two] and heard 2";

    public static void main(String[] args) {
        try (var context = SpringApplication.run(AotApplication.class, args)) {
            GraphBus bus = context.getBean(GraphBus.class);
            bus.call("Counter", "count", "one");
            bus.call("Counter", "count", "two");
            bus.awaitIdle(Duration.ofSeconds(20));
            Echo echo = context.getBean(Echo.class);
            System.out.println(
                    "counted "
                            + bus.callJson("Counter", "counted", "{}")
                                    .replace("\"", "")
                                    .replace(",", ", ")
                            + " and heard "
                            + echo.heard);
        }
    }

    @Bean
    PlatformTransactionManager transactions() {
        return new NoDatabase();
    }

    /** What was counted. */
    public record Count(String what, List<Digit> digits) {}

    /** Part of a count. */
    public record Digit(int value) {}

    /** Counts in transactions, and says so by its context. */
    @AgentComponent(description = "Counts")
    @Publishes("/Counted")
    @Transactional
    public static class Counter implements Stateful<Counter.Counts> {

        private final AgentContext context;
        private List<String> counted = new ArrayList<>();

        Counter(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public void count(String what) {
            counted.add(what);
            context.publish("/Counted", new Count(what, List.of(new Digit(counted.size()))));
        }

        @SchemaMethod
        public List<String> counted() {
            return counted;
        }

        @Override
        public Counts captureState() {
            return new Counts(counted);
        }

        @Override
        public void restoreState(Counts state) {
            counted = new ArrayList<>(state.counted());
        }

        /** Its state. */
        public record Counts(List<String> counted) {}
    }

    /** What every listener does. */
    public abstract static class Ear<T> {
        volatile int heard;

        @Subscribes("/Counted")
        void on(T payload, Event event) {
            heard++;
        }
    }

    /** Hears of counts. */
    @AgentComponent
    public static class Echo extends Ear<Count> {}

    /** Transactions of nothing. */
    static class NoDatabase extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            // nothing to begin
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            // nothing to commit
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            // nothing to roll back
        }
    }
}
