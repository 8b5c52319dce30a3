package io.graphbus.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import io.graphbus.spring.test.shop.Order;
import io.graphbus.spring.test.shop.Prices;
import io.graphbus.spring.test.shop.ShopApplication;
import io.graphbus.test.GraphBusTester;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** Runs tests that are wrong and looks at what the kit says. */
class KitFailsTest {

    private static final Order WRONG = new Order("a", "");

    @Test
    void aFailedHandlerFailsTheTestUnlessItTakesTheFailure() {
        TestExecutionSummary summary = run(Slice.class);
        assertThat(messages(summary))
                .singleElement()
                .asString()
                .contains("failsUnasked", "Cashier.onOrder", "no such article");
        assertThat(summary.getTestsSucceededCount()).isEqualTo(3);
    }

    @Test
    void failuresMayBeToleratedByAWholeClass() {
        TestExecutionSummary summary = run(Lenient.class);
        assertThat(messages(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void aBeanThatTheSliceLeavesOutIsNamed() {
        assertThat(messages(run(Incomplete.class))).singleElement().asString().contains("Prices");
    }

    private static TestExecutionSummary run(Class<?> tests) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request().selectors(selectClass(tests)).build(), listener);
        return listener.getSummary();
    }

    private static List<String> messages(TestExecutionSummary summary) {
        return summary.getFailures().stream()
                .map(f -> f.getTestIdentifier().getDisplayName() + ": " + all(f.getException()))
                .toList();
    }

    private static String all(Throwable error) {
        return error + (error.getCause() == null ? "" : " caused by " + all(error.getCause()));
    }

    @GraphBusTest
    @ContextConfiguration(classes = ShopApplication.class)
    @Import(Prices.class)
    static final class Slice {

        @Test
        void failsUnasked(GraphBusTester graph) {
            graph.publish("/Order/Created", WRONG);
        }

        @Test
        void takesTheFailure(GraphBusTester graph) {
            graph.publish("/Order/Created", WRONG);
            assertThat(graph.takeFailures())
                    .singleElement()
                    .satisfies(f -> assertThat(f.cause()).hasMessage("no such article"));
        }

        @Test
        void toleratesFailures(GraphBusTester graph) {
            graph.tolerateFailures().publish("/Order/Created", WRONG);
        }

        @Test
        void hasNothingToDoWithAnotherTestsFailure(GraphBusTester graph) {
            assertThat(graph.takeFailures()).isEmpty();
        }
    }

    @SpringBootTest(classes = ShopApplication.class)
    @AutoConfigureGraphBusTest(failOnFailures = false)
    static final class Lenient {

        @Test
        void mayFail(GraphBusTester graph) {
            graph.publish("/Order/Created", WRONG);
        }
    }

    @GraphBusTest
    @ContextConfiguration(classes = ShopApplication.class)
    static final class Incomplete {

        @Test
        void cannotBegin() {}
    }
}
