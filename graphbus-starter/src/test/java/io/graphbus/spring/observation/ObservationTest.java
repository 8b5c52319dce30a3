package io.graphbus.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.gate.Publishing;
import io.graphbus.invoke.Interceptor;
import io.graphbus.invoke.Invocation;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ObservationTest {

    private static final Invocation.Site SITE = new Invocation.Site("First", "begin", null);

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final Recorder recorder = new Recorder();
    private final ApplicationContextRunner plain =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class,
                                    GraphBusAutoConfiguration.class,
                                    GraphBusObservationAutoConfiguration.class))
                    .withBean(Relays.First.class)
                    .withBean(Relays.Third.class)
                    .withBean(Relays.Stumbling.class);
    private final ApplicationContextRunner runner =
            plain.withBean(ObservationRegistry.class, () -> registry);

    @Test
    void aCallIsObserved() {
        run(bus -> bus.call("First", "begin", "x"));

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("graphbus.call")
                .that()
                .hasContextualNameEqualTo("call First.begin")
                .hasLowCardinalityKeyValue("graphbus.agent", "First")
                .hasLowCardinalityKeyValue("graphbus.method", "begin")
                .hasLowCardinalityKeyValue("error.type", "none")
                .hasBeenStarted()
                .hasBeenStopped()
                .doesNotHaveError();
    }

    @Test
    void aFailedCallIsAnError() {
        run(bus -> catchThrowable(() -> bus.call("First", "fail")));

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("graphbus.call")
                .that()
                .hasError()
                .hasLowCardinalityKeyValue("error.type", "java.lang.IllegalArgumentException")
                .hasBeenStopped();
    }

    @Test
    void aPublishAndItsDeliveryAreNamedAsOpenTelemetryDoes() {
        run(bus -> bus.publish(Publish.to("/Relay/Two", new Relays.Baton("x")).key("secret-key")));

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("graphbus.publish")
                .that()
                .hasContextualNameEqualTo("publish /Relay/Two")
                .hasLowCardinalityKeyValue("messaging.system", "graphbus")
                .hasLowCardinalityKeyValue("messaging.operation.name", "publish")
                .hasLowCardinalityKeyValue("messaging.operation.type", "send")
                .hasLowCardinalityKeyValue("messaging.destination.name", "/Relay/Two")
                .hasLowCardinalityKeyValue("graphbus.agent", "external")
                .hasHighCardinalityKeyValueWithKey("messaging.message.id")
                .hasHighCardinalityKeyValueWithKey("messaging.message.conversation_id");
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("graphbus.deliver")
                .that()
                .hasContextualNameEqualTo("process /Relay/Two")
                .hasLowCardinalityKeyValue("messaging.operation.type", "process")
                .hasLowCardinalityKeyValue("messaging.destination.subscription.name", "hear")
                .hasLowCardinalityKeyValue("graphbus.agent", "Third")
                .hasHighCardinalityKeyValue("graphbus.delivery.attempt", "1")
                .hasHighCardinalityKeyValueWithKey("messaging.message.id");
        assertThat(recorder.contexts)
                .allSatisfy(
                        c -> assertThat(c.getAllKeyValues().toString()).doesNotContain("secret"));
    }

    @Test
    void eachAttemptIsObservedWithItsNumberAndItsError() {
        run(
                bus -> {
                    bus.publish("/Stumble", 1);
                    while (bus.stats().delivered() == 0) {
                        bus.awaitIdle(Duration.ofMillis(20));
                    }
                });

        assertThat(recorder.of(DeliveryContext.class))
                .extracting(DeliveryContext::attempt)
                .containsExactly(1, 2);
        assertThat(recorder.of(DeliveryContext.class))
                .extracting(context -> context.getError() == null)
                .containsExactly(false, true);
    }

    @Test
    void aRefusedPublishIsAnErrorWithTheProblemsCode() {
        runner.withBean("refusing", PublishInterceptor.class, () -> ObservationTest::refuse)
                .run(
                        context ->
                                catchThrowable(
                                        () ->
                                                context.getBean(GraphBus.class)
                                                        .publish("/Relay/Two", 1)));

        assertThat(recorder.of(PublishContext.class))
                .singleElement()
                .satisfies(
                        context ->
                                assertThat(context.getLowCardinalityKeyValue("error.type"))
                                        .isEqualTo(KeyValue.of("error.type", "QUEUE_FULL")));
    }

    private static Receipt refuse(Publishing publishing, PublishInterceptor.Next next) {
        throw Problem.of(ProblemCode.QUEUE_FULL, publishing.topic(), "It is full.", "Wait.")
                .toException();
    }

    @Test
    void topicsThatNobodyKnowsShareANameAfterTheFirstHundred() {
        run(
                bus -> {
                    for (int i = 0; i < 150; i++) {
                        bus.publish("/Invented/T" + i, i);
                    }
                });

        List<String> names =
                recorder.of(PublishContext.class).stream()
                        .map(PublishContext::destination)
                        .toList();
        assertThat(names).hasSize(150).contains("/Invented/T0", "other");
        assertThat(names.stream().distinct()).hasSize(101);
    }

    @Test
    void everyKeyIsDocumented() {
        run(bus -> bus.call("First", "begin", "x"));

        assertDocumented(GraphBusObservation.CALL, recorder.of(CallContext.class).getFirst());
        assertDocumented(GraphBusObservation.PUBLISH, recorder.of(PublishContext.class).getFirst());
    }

    @Test
    void everyKeyOfADeliveryIsDocumented() {
        run(bus -> bus.publish("/Relay/Two", new Relays.Baton("x")));

        assertDocumented(
                GraphBusObservation.DELIVERY, recorder.of(DeliveryContext.class).getFirst());
    }

    private static void assertDocumented(GraphBusObservation what, Observation.Context context) {
        assertThat(keys(context.getLowCardinalityKeyValues()))
                .containsExactlyInAnyOrderElementsOf(documented(what.getLowCardinalityKeyNames()));
        assertThat(keys(context.getHighCardinalityKeyValues()))
                .containsExactlyInAnyOrderElementsOf(documented(what.getHighCardinalityKeyNames()));
    }

    @Test
    void namesAreReplacedByABean() {
        runner.withBean(CallObservationConvention.class, Shouting::new)
                .run(context -> context.getBean(GraphBus.class).call("First", "begin", "x"));

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("GRAPHBUS.CALL");
    }

    @Test
    void nothingStandsAroundWhenOnlyMetersAreMadeOfObservations() {
        plain.withConfiguration(
                        AutoConfigurations.of(
                                MetricsAutoConfiguration.class,
                                CompositeMeterRegistryAutoConfiguration.class,
                                ObservationAutoConfiguration.class))
                .withBean(SimpleMeterRegistry.class)
                .run(
                        context -> {
                            context.getBean(GraphBus.class).call("First", "begin", "x");
                            assertThat(context.getBean(SimpleMeterRegistry.class).getMeters())
                                    .noneMatch(m -> m.getId().getName().equals("graphbus.call"));
                            assertThat(context.getBean(ObservedExecutions.class).appliesTo(SITE))
                                    .isFalse();
                            assertThat(context.getBean(ObservedPublishes.class).appliesTo("/A"))
                                    .isFalse();
                        });
    }

    @Test
    void aHandlerOfOnesOwnIsEnough() {
        plain.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
                .withBean(Recorder.class, Recorder::new)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(ObservedExecutions.class)
                                                        .appliesTo(SITE))
                                        .isTrue());
    }

    @Test
    void itCanBeSwitchedOnForMetersAndOffForAll() {
        plain.withConfiguration(
                        AutoConfigurations.of(
                                MetricsAutoConfiguration.class,
                                CompositeMeterRegistryAutoConfiguration.class,
                                ObservationAutoConfiguration.class))
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues("graphbus.observation.enabled=true")
                .run(
                        context -> {
                            context.getBean(GraphBus.class).call("First", "begin", "x");
                            assertThat(
                                            context.getBean(SimpleMeterRegistry.class)
                                                    .get("graphbus.call")
                                                    .timer()
                                                    .count())
                                    .isEqualTo(1);
                        });
        runner.withPropertyValues("graphbus.observation.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(Interceptor.class));
        plain.run(context -> assertThat(context).doesNotHaveBean(Interceptor.class));
    }

    @Test
    void withoutTracesAnEventCarriesNothing() {
        runner.withPropertyValues("graphbus.observation.enabled=false")
                .run(ObservationTest::assertCarriesNothing);
        plain.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
                .run(ObservationTest::assertCarriesNothing);
        plain.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(ObservationTest::assertCarriesNothing);
    }

    private static void assertCarriesNothing(AssertableApplicationContext context) {
        Receipt receipt = context.getBean(GraphBus.class).publish("/A", "x");

        assertThat(receipt)
                .isInstanceOfSatisfying(
                        Event.class, event -> assertThat(event.headers()).isEmpty());
    }

    ObservationTest() {
        registry.observationConfig().observationHandler(recorder);
    }

    /** Keeps every context that has ended. */
    private static final class Recorder implements ObservationHandler<Observation.Context> {
        private final List<Observation.Context> contexts = new CopyOnWriteArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            contexts.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        <T> List<T> of(Class<T> type) {
            return contexts.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    /** Says it louder. */
    private static final class Shouting implements CallObservationConvention {
        @Override
        public String getName() {
            return "GRAPHBUS.CALL";
        }
    }

    private static List<String> keys(KeyValues values) {
        return values.stream().map(KeyValue::getKey).toList();
    }

    private static List<String> documented(KeyName[] names) {
        return Arrays.stream(names).map(KeyName::asString).toList();
    }

    private void run(Consumer<GraphBus> work) {
        runner.run(
                context -> {
                    GraphBus bus = context.getBean(GraphBus.class);
                    work.accept(bus);
                    assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();
                });
    }
}
