package io.graphbus.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildRequest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A project without faults, and what a build says of one fault put into it. */
class MutationTest {

    static final String ORDERS =
            """
            package shop;

            import io.graphbus.agent.*;

            /** Takes orders. */
            @Agent(description = "Takes orders")
            @DependsOn("Stock")
            @Contract(version = "1.2.0")
            public class Orders implements Stateful<Orders.Count> {

                public record Count(int orders) {}

                private int orders;

                @SchemaMethod
                @Publishes(value = "/Order/Created", key = "/customer/id")
                public Order order(String article, @Default("1") int pieces) {
                    orders++;
                    return new Order(article, pieces, new Customer("c", "Ada"), Size.SMALL);
                }

                @SchemaMethod
                public int count() {
                    return orders;
                }

                @Override
                public Count captureState() {
                    return new Count(orders);
                }

                @Override
                public void restoreState(Count state) {
                    orders = state.orders();
                }
            }
            """;
    static final String TYPES =
            """
            package shop;

            import io.graphbus.agent.*;
            import java.util.*;

            record Customer(String id, String name) {}

            enum Size { SMALL, LARGE }

            record Order(String article, @Default("2") int pieces, Customer customer, Size size) {}

            record Parcel(String article, List<String> labels) {}
            """;
    static final String STOCK =
            """
            package shop;

            import io.graphbus.agent.*;
            import java.util.*;

            @Agent
            class Stock {

                Stock(AgentContext context) {}

                @Subscribes(value = "/Order/Created", id = "take", filter = "pieces > 0 && customer.id != ''")
                @Publishes("/Parcel/Packed")
                Parcel pack(Order order) {
                    return new Parcel(order.article(), List.of());
                }
            }
            """;
    static final String MAIL =
            """
            package shop;

            import io.graphbus.agent.*;

            @Agent(name = "Mail", concurrency = 2)
            public class Mailer {

                @Subscribes(value = "/Order/*", id = "confirm", key = "/article")
                void confirm(Order order, Event event) {}

                @Subscribes(value = "/Parcel/Packed", retry = @Retry(retries = 2, delay = "1s"))
                void sent(Parcel parcel) {}
            }
            """;
    static final Map<String, String> GOOD =
            Map.of(
                    "shop/Orders.java", ORDERS,
                    "shop/Types.java", TYPES,
                    "shop/Stock.java", STOCK,
                    "shop/Mailer.java", MAIL);

    @TempDir Path root;

    private List<Problem> problems(Map<String, String> sources) throws IOException {
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = root.resolve("agents").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
        BuildRequest request = BuildRequest.of(root.resolve("agents")).checkOnly(true);
        return BuildOrchestrator.build(request).problems();
    }

    @Test
    void theProjectHasNoFaults() throws IOException {
        assertThat(problems(GOOD)).isEmpty();
    }

    static Stream<Mutation> mutations() {
        return Mutations.all();
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void oneFaultIsOneProblemAtItsLine(Mutation mutation) throws IOException {
        Map<String, String> sources = mutation.apply(GOOD);
        List<Problem> problems = problems(sources);
        assertThat(problems)
                .extracting(Problem::code, p -> p.where().replaceFirst(":[0-9]+$", ""))
                .containsExactlyInAnyOrderElementsOf(mutation.expected(sources));
        assertThat(problems).allSatisfy(MutationTest::isComplete);
    }

    private static void isComplete(Problem problem) {
        assertThat(problem.where()).matches("shop/\\w+\\.java:\\d+:\\d+");
        assertThat(problem.message()).isNotBlank();
        if (problem.code() != ProblemCode.COMPILE_ERROR) {
            assertThat(problem.hint()).isNotBlank();
        }
    }

    @Test
    void faultsOfAllKindsAreToldTogether() throws IOException {
        Map<String, String> sources =
                Map.of(
                        "shop/Orders.java", ORDERS.replace("orders++;", "orders++"),
                        "shop/Types.java", TYPES.replace("\"2\"", "\"two\""),
                        "shop/Stock.java", STOCK.replace("pieces > 0", "pices > 0"),
                        "shop/Mailer.java", MAIL.replace("Event event", "Evnt event"));
        assertThat(problems(sources))
                .extracting(Problem::code)
                .containsExactly(
                        ProblemCode.COMPILE_ERROR,
                        ProblemCode.COMPILE_ERROR,
                        ProblemCode.INVALID_FILTER,
                        ProblemCode.INVALID_DEFAULT);
    }

    @Test
    void aPlaceInAFilterIsItsCharacter() throws IOException {
        Map<String, String> sources = new java.util.HashMap<>(GOOD);
        sources.put("shop/Stock.java", STOCK.replace("customer.id", "costumer.id"));
        Problem problem = problems(sources).get(0);
        String line = sources.get("shop/Stock.java").lines().toList().get(10);
        assertThat(problem.where())
                .isEqualTo("shop/Stock.java:11:" + (line.indexOf("costumer") + 1));
        assertThat(problem.hint()).contains("Did you mean customer?");
    }

    @Test
    void aMemberThatNobodySendsIsNamedWithTheNearest() throws IOException {
        Problem problem = withFilter("payload.customer.nam != ''").get(0);
        assertThat(problem.message()).contains("/customer has no \"nam\"");
        assertThat(problem.hint()).contains("Did you mean name?");
        String line = STOCK.lines().toList().get(10);
        assertThat(problem.where())
                .isEqualTo(
                        "shop/Stock.java:11:"
                                + (line.indexOf("pieces >") + "payload.customer.".length() + 1));
    }

    @Test
    void membersThatAreSentOrAskedForMayBeReadInAFilter() throws IOException {
        for (String filter :
                List.of(
                        "payload.customer.id.size() > 0 && event.headers.any == ''",
                        "has(payload.extra) && payload.extra.rank > 1",
                        "[payload].all(p, p.anything == 1 || payload.pieces > 0)")) {
            assertThat(withFilter(filter)).as(filter).isEmpty();
        }
    }

    private List<Problem> withFilter(String filter) throws IOException {
        Map<String, String> sources = new java.util.HashMap<>(GOOD);
        sources.put("shop/Stock.java", STOCK.replace("pieces > 0 && customer.id != ''", filter));
        return problems(sources);
    }
}
