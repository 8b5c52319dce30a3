package io.graphbus.spring.application;

import static io.graphbus.spring.application.Registering.awaitStanding;
import static io.graphbus.spring.application.Registering.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.artifact.GraphDocument;
import io.graphbus.contract.AgentContract;
import io.graphbus.schema.Json;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.SwappingGraph;
import io.graphbus.spring.application.ServerDouble.Reply;
import io.graphbus.spring.application.ServerDouble.Request;
import io.graphbus.spring.application.Situation.Standing;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.greeting.Guestbook;
import io.graphbus.spring.greeting.Porter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class RegistrationTest {

    @Test
    void anApplicationRegistersItsGraphAndItsContracts() {
        try (var server = new ServerDouble(request -> Reply.registered(201))) {
            Registering.at(server.url() + "/base/")
                    .run(
                            context -> {
                                awaitStanding(context, Standing.REGISTERED);
                                Request sent = server.requests().getFirst();
                                GraphBus bus = context.getBean(GraphBus.class);
                                JsonNode body = Json.MAPPER.readTree(sent.body());

                                assertThat(sent.method()).isEqualTo("PUT");
                                assertThat(sent.path()).isEqualTo("/base/api/v1/applications/hall");
                                assertThat(sent.authorization())
                                        .isEqualTo("Bearer " + Registering.TOKEN);
                                assertThat(sent.ifMatch()).isEmpty();
                                assertThat(GraphDocument.read(body.get("graph")))
                                        .isEqualTo(bus.graph());
                                assertThat(AgentContract.read(body.at("/contracts/0")))
                                        .isEqualTo(
                                                AgentContract.of(bus.graph().agents().getFirst()));
                                assertThat(body.get("instance").toString())
                                        .isEqualTo("{\"id\":\"hall:1\",\"refresh\":\"PT0.02S\"}");
                            });
        }
    }

    @Test
    void itRegistersAgainAndAgainAsLongAsItsOwnIsRegistered() {
        try (var server = new ServerDouble(request -> Reply.registered(200))) {
            Registering.at(server.url())
                    .run(
                            context -> {
                                until(() -> server.requests().size() > 3);

                                assertThat(server.requests().subList(1, 4))
                                        .allMatch(
                                                request ->
                                                        request.ifMatch()
                                                                .equals(
                                                                        '"'
                                                                                + ServerDouble.ONE
                                                                                + '"'));
                            });
        }
    }

    @Test
    void aServerThatHasForgottenItIsToldEverythingAgain(CapturedOutput output) {
        var knows = new AtomicBoolean(true);
        try (var server =
                new ServerDouble(
                        request -> {
                            if (request.method().equals("HEAD")) {
                                return Reply.text(404, "");
                            }
                            boolean refused = !knows.get() && !request.ifMatch().isEmpty();
                            return refused
                                    ? Reply.problem(412, "PRECONDITION_FAILED", "gone")
                                    : Reply.registered(knows.getAndSet(true) ? 200 : 201);
                        })) {
            Registering.at(server.url())
                    .run(
                            context -> {
                                awaitStanding(context, Standing.REGISTERED);
                                knows.set(false);
                                until(knows::get);
                                until(() -> output.getOut().contains("registered again"));

                                assertThat(
                                                server.requests().stream()
                                                        .filter(r -> r.method().equals("PUT"))
                                                        .filter(r -> r.ifMatch().isEmpty()))
                                        .hasSize(2);
                            });
        }
    }

    @Test
    void anotherVersionThatIsThereIsNotOverwritten() {
        try (var server = new ServerDouble(request -> Reply.registered(201))) {
            Registering.at(server.url())
                    .run(
                            context -> {
                                awaitStanding(context, Standing.REGISTERED);
                                server.answerFromNowOn(
                                        request ->
                                                request.method().equals("HEAD")
                                                        ? Reply.present(
                                                                ServerDouble.OTHER, "ACTIVE")
                                                        : Reply.problem(412, "X", "other"));
                                Situation now = awaitStanding(context, Standing.SUPERSEDED);

                                assertThat(now.what()).contains("another version");
                                assertThat(health(context)).isEqualTo(Status.UP);
                                server.answerFromNowOn(request -> Reply.registered(200));
                                awaitStanding(context, Standing.REGISTERED);
                            });
        }
    }

    @Test
    void anotherVersionThatNobodyStandsBehindIsReplaced() {
        try (var server = new ServerDouble(request -> Reply.registered(201))) {
            Registering.at(server.url())
                    .run(
                            context -> {
                                awaitStanding(context, Standing.REGISTERED);
                                String other = '"' + ServerDouble.OTHER + '"';
                                server.answerFromNowOn(
                                        request ->
                                                request.method().equals("HEAD")
                                                        ? Reply.present(ServerDouble.OTHER, "STALE")
                                                        : request.ifMatch().equals(other)
                                                                ? Reply.registered(200)
                                                                : Reply.problem(412, "X", "other"));

                                until(
                                        () ->
                                                server.requests().stream()
                                                        .anyMatch(r -> r.ifMatch().equals(other)));
                                awaitStanding(context, Standing.REGISTERED);
                            });
        }
    }

    @Test
    void anotherGraphIsRegisteredAtOnceWhateverIsThere() {
        SwappingGraph graph = new SwappingGraph(GraphBus.of(new Greeter()));
        try (var server = new ServerDouble(request -> Reply.registered(200))) {
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    GraphBusAutoConfiguration.class,
                                    GraphBusServerAutoConfiguration.class))
                    .withBean(CurrentGraph.class, () -> graph)
                    .withPropertyValues(
                            "graphbus.server.url=" + server.url(),
                            "graphbus.server.application-name=hall",
                            "graphbus.server.refresh=1h")
                    .run(
                            context -> {
                                awaitStanding(context, Standing.REGISTERED);
                                graph.swap(GraphBus.of(new Porter(new Guestbook())));
                                until(() -> server.requests().size() == 2);

                                Request second = server.requests().getLast();
                                assertThat(second.ifMatch()).isEmpty();
                                assertThat(second.authorization()).isEmpty();
                                assertThat(second.body()).contains("\"Porter\"");
                            });
        }
    }

    @Test
    void attemptsAreCountedByWhatBecameOfThem() {
        try (var server = new ServerDouble(request -> Reply.registered(200))) {
            Registering.at(server.url())
                    .withBean(SimpleMeterRegistry.class)
                    .run(
                            context -> {
                                awaitStanding(context, Standing.REGISTERED);
                                var registry = context.getBean(SimpleMeterRegistry.class);
                                context.getBean(RegistrationMetrics.class).bindTo(registry);

                                assertThat(
                                                registry.get("graphbus.server.registered")
                                                        .gauge()
                                                        .value())
                                        .isOne();
                                assertThat(
                                                registry.get("graphbus.server.registrations")
                                                        .tag("outcome", "registered")
                                                        .functionCounter()
                                                        .count())
                                        .isPositive();
                                assertThat(
                                                registry.get("graphbus.server.registrations")
                                                        .tag("outcome", "unreachable")
                                                        .functionCounter()
                                                        .count())
                                        .isZero();
                            });
        }
    }

    @Test
    void withoutUrlOrSwitchedOffNothingIsSent() {
        try (var server = new ServerDouble(request -> Reply.registered(200))) {
            for (List<String> properties :
                    List.of(
                            List.of("graphbus.server.token=x"),
                            List.of("graphbus.server.url="),
                            List.of(
                                    "graphbus.server.url=" + server.url(),
                                    "graphbus.server.enabled=false"))) {
                Registering.withoutUrl()
                        .withPropertyValues(properties.toArray(String[]::new))
                        .run(
                                context ->
                                        assertThat(context)
                                                .hasNotFailed()
                                                .doesNotHaveBean(RegistrationLifecycle.class));
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void itWorksWithoutActuatorAndMicrometerAndBringsNoExecutor() {
        try (var server = new ServerDouble(request -> Reply.registered(200))) {
            Registering.at(server.url())
                    .withClassLoader(
                            new FilteredClassLoader(
                                    "org.springframework.boot.health",
                                    "org.springframework.boot.actuate",
                                    "io.micrometer"))
                    .run(
                            context -> {
                                awaitStanding(context, Standing.REGISTERED);
                                assertThat(context).doesNotHaveBean(Executor.class);
                            });
        }
    }

    private static Status health(org.springframework.context.ApplicationContext context) {
        return context.getBean(RegistrationHealth.class).health().getStatus();
    }
}
