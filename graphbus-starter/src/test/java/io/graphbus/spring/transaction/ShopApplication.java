package io.graphbus.spring.transaction;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.problem.Problem;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An application with agents, JPA and a database. */
@SpringBootApplication
class ShopApplication {

    /** What the graph has reported. */
    @Bean
    Complaints complaints() {
        return new Complaints();
    }

    @Bean
    Till till(
            GraphBus bus,
            Ledger ledger,
            Purchases purchases,
            Complaints complaints,
            PlatformTransactionManager transactions) {
        return new Till(bus, ledger, purchases, complaints, transactions);
    }

    /** Remembers problems. */
    static final class Complaints implements SignalListener<ProblemReported> {
        final List<Problem> problems = new CopyOnWriteArrayList<>();

        @Override
        public Class<ProblemReported> type() {
            return ProblemReported.class;
        }

        @Override
        public void on(ProblemReported signal) {
            problems.add(signal.problem());
        }
    }

    /** What tests do with the application. */
    record Till(
            GraphBus bus,
            Ledger ledger,
            Purchases purchases,
            Complaints complaints,
            PlatformTransactionManager transactions) {

        TransactionTemplate transaction() {
            return new TransactionTemplate(transactions);
        }

        TransactionTemplate transaction(int propagation) {
            TransactionTemplate template = transaction();
            template.setPropagationBehavior(propagation);
            return template;
        }

        void save(String item) {
            purchases.save(new Purchase(item));
        }

        void publish(Object payload) {
            bus.publish("/Shop/Sold", payload);
        }

        /** What has been heard once nothing is left to do. */
        List<Object> heard() {
            settle();
            return ledger.heard().stream().<Object>map(Event::payload).toList();
        }

        void settle() {
            if (!bus.awaitIdle(Duration.ofSeconds(20))) {
                throw new AssertionError("The graph does not come to rest.");
            }
        }

        void forget() {
            settle();
            purchases.deleteAll();
            ledger.forget();
            complaints.problems.clear();
        }
    }
}
