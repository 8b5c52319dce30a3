package io.graphbus.check;

import static io.graphbus.check.Mutation.at;
import static io.graphbus.check.Mutation.of;

import java.util.stream.Stream;

/** The faults that {@link MutationTest} puts into its project. */
final class Mutations {

    private Mutations() {}

    static Stream<Mutation> all() {
        return Stream.of(compiler(), names(), topics(), members(), types(), graph())
                .flatMap(some -> some);
    }

    private static Stream<Mutation> compiler() {
        return Stream.of(
                at(
                        "Mailer.java",
                        "Order order, Event event) {}",
                        "Order order, Event event) {",
                        "COMPILE_ERROR",
                        "void sent"),
                at("Orders.java", "orders++;", "orders++", "COMPILE_ERROR", "orders++"),
                of("Orders.java", "return orders;", "return odrers;", "COMPILE_ERROR"),
                of("Orders.java", "implements Stateful", "implements Statefull", "COMPILE_ERROR"),
                at("Stock.java", "List.of());", "Lst.of());", "COMPILE_ERROR", "Lst.of"),
                of("Types.java", "Customer customer", "Costumer customer", "COMPILE_ERROR"));
    }

    private static Stream<Mutation> names() {
        return Stream.of(
                of("Mailer.java", "name = \"Mail\"", "name = \"stock\"", "DUPLICATE_AGENT"),
                of("Mailer.java", "name = \"Mail\"", "name = \"1st mail\"", "INVALID_NAME"),
                of("Mailer.java", "concurrency = 2", "concurrency = 0", "INVALID_AGENT"),
                of("Orders.java", "\"Stock\"", "\"Stok\"", "UNKNOWN_DEPENDENCY"),
                of("Orders.java", "\"1.2.0\"", "\"1.2\"", "INVALID_VERSION"),
                at(
                        "Mailer.java",
                        "retry =",
                        "id = \"confirm\", retry =",
                        "DUPLICATE_SUBSCRIPTION",
                        "id = \"confirm\", retry"),
                at(
                        "Mailer.java",
                        "void sent(",
                        "void confirm(",
                        "OVERLOADED_METHOD",
                        "confirm(Parcel"));
    }

    private static Stream<Mutation> topics() {
        return Stream.of(
                of("Stock.java", "\"/Order/Created\"", "\"/Order/Creatd\"", "NO_PUBLISHER"),
                at(
                                "Mailer.java",
                                "\"/Parcel/Packed\"",
                                "\"/Parcel/Sent\"",
                                "NO_PUBLISHER",
                                "/Parcel/Sent")
                        .and("NO_SUBSCRIBER", "Stock.java", "@Publishes"),
                at(
                                "Stock.java",
                                "\"/Parcel/Packed\"",
                                "\"/Parcel/Paked\"",
                                "NO_SUBSCRIBER",
                                "/Parcel/Paked")
                        .and("NO_PUBLISHER", "Mailer.java", "/Parcel/Packed"),
                of("Orders.java", "\"/Order/Created\"", "\"Order/Created\"", "INVALID_TOPIC"),
                of(
                        "Stock.java",
                        "@Publishes(\"/Parcel/Packed\")",
                        "@Publishes(\"/Parcel/*\")",
                        "INVALID_TOPIC"),
                of("Orders.java", "\"/customer/id\"", "\"customer/id\"", "INVALID_KEY"),
                of("Orders.java", "\"/customer/id\"", "\"/customer/number\"", "INVALID_KEY"),
                of("Mailer.java", "key = \"/article\"", "key = \"/artikel\"", "INVALID_KEY"),
                of("Stock.java", "pieces > 0 &&", "pices > 0 &&", "INVALID_FILTER"),
                of("Stock.java", "pieces > 0 &&", "payload.pices > 0 &&", "INVALID_FILTER"),
                of("Stock.java", "customer.id != ''", "customer.idd != ''", "INVALID_FILTER"),
                of("Stock.java", "customer.id != ''", "event.kye != ''", "INVALID_FILTER"),
                of("Stock.java", "pieces > 0 &&", "pieces > &&", "INVALID_FILTER"),
                of("Stock.java", "pieces > 0 && customer.id != ''", "pieces + 1", "INVALID_FILTER"),
                of("Mailer.java", "delay = \"1s\"", "delay = \"soon\"", "INVALID_RETRY"));
    }

    private static Stream<Mutation> members() {
        return Stream.of(
                of(
                        "Stock.java",
                        "Stock(AgentContext context)",
                        "Stock(String name)",
                        "NOT_CONSTRUCTIBLE"),
                of(
                        "Orders.java",
                        "public class Orders",
                        "public abstract class Orders",
                        "NOT_CONSTRUCTIBLE"),
                of("Orders.java", "public int count", "private int count", "INVALID_METHOD"),
                at(
                        "Orders.java",
                        "@SchemaMethod\n    public int count",
                        "@SchemaMethod\n    @Publishes(\"/Count\")\n    public void count",
                        "COMPILE_ERROR",
                        "return orders;"),
                at(
                        "Orders.java",
                        "public int count() {",
                        "public static int count() {\n        int orders = 1;",
                        "INVALID_METHOD",
                        "public static int"),
                of(
                        "Mailer.java",
                        "void sent(Parcel parcel)",
                        "void sent(Parcel parcel, int n)",
                        "INVALID_HANDLER"),
                of(
                        "Mailer.java",
                        "void sent(Parcel parcel)",
                        "private void sent(Parcel parcel)",
                        "INVALID_METHOD"),
                of("Orders.java", "@Default(\"1\")", "@Default(\"one\")", "INVALID_DEFAULT"));
    }

    private static Stream<Mutation> types() {
        return Stream.of(
                of("Types.java", "@Default(\"2\")", "@Default(\"two\")", "INVALID_DEFAULT"),
                of(
                        "Types.java",
                        "List<String> labels",
                        "List<Runnable> labels",
                        "UNSUPPORTED_TYPE"),
                at(
                        "Types.java",
                        "record Customer(String id, String name) {}",
                        "sealed interface Who {}\n\nrecord Guest(String id) implements Who {}\n\nrecord Customer(String id, String name, Optional<Who> who) {\n    Customer(String id, String name) {\n        this(id, name, Optional.empty());\n    }\n}",
                        "UNREADABLE_TYPE",
                        "record Customer"),
                at(
                        "Orders.java",
                        "public int count() {\n        return orders;",
                        "public Thread count() {\n        return null;",
                        "UNSUPPORTED_TYPE",
                        "public Thread count"),
                at(
                        "Mailer.java",
                        "void sent(Parcel parcel)",
                        "void sent(Order parcel)",
                        "PAYLOAD_MISMATCH",
                        "void sent"),
                at(
                        "Mailer.java",
                        "void sent(Parcel parcel)",
                        "void sent(String parcel)",
                        "PAYLOAD_MISMATCH",
                        "void sent"));
    }

    private static Stream<Mutation> graph() {
        return Stream.of(
                at(
                        "Stock.java",
                        "@Agent",
                        "@Agent @DependsOn(\"Orders\")",
                        "DEPENDENCY_CYCLE",
                        "@DependsOn"),
                at(
                        "Mailer.java",
                        "void sent(Parcel parcel) {}",
                        "@Publishes(\"/Parcel/Packed\")\n    Parcel sent(Parcel parcel) {\n        return parcel;\n    }\n\n    @Subscribes(\"/Parcel/Packed\")\n    @Publishes(\"/Parcel/Packed\")\n    Parcel again(Parcel parcel) {\n        return parcel;\n    }",
                        "EVENT_AMPLIFICATION",
                        "@Subscribes(value = \"/Parcel/Packed\""));
    }
}
