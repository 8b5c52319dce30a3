package io.graphbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.health.HealthPolicy;
import io.graphbus.invoke.Interceptor;
import io.graphbus.mailbox.Overflow;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.EngineSignal;
import io.graphbus.signal.SignalListener;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.spring.endpoint.GraphBusEndpointAutoConfiguration;
import io.graphbus.spring.greeting.Counter;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.health.GraphBusHealthAutoConfiguration;
import io.graphbus.spring.metrics.GraphBusMetricsAutoConfiguration;
import io.graphbus.store.CapturePolicy;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;

class GraphBusAutoConfigurationTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class,
                                    GraphBusAutoConfiguration.class,
                                    GraphBusStateAutoConfiguration.class,
                                    GraphBusHealthAutoConfiguration.class,
                                    GraphBusMetricsAutoConfiguration.class,
                                    GraphBusEndpointAutoConfiguration.class));

    @Test
    void theCurrentGraphIsTheApplicationsOne() {
        runner.run(
                context ->
                        assertThat(context.getBean(CurrentGraph.class).bus())
                                .isSameAs(context.getBean(GraphBus.class)));
    }

    @Test
    void aGraphOfTheUsersOwnIsLeftAlone() {
        runner.withBean("mine", GraphBus.class, () -> GraphBus.of(new Greeter()))
                .withBean(Counter.class)
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(GraphBus.class);
                            assertThat(
                                            context.getBean(CurrentGraph.class)
                                                    .bus()
                                                    .graph()
                                                    .agentNames())
                                    .containsExactly("Greeter");
                            assertThat(context).doesNotHaveBean("graphBusAgentBeans");
                        });
    }

    @Test
    void whoeverSwapsGraphsGetsNoGraphBusBean() {
        runner.withBean("swapping", CurrentGraph.class, () -> CurrentGraph.of(GraphBus.of()))
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(GraphBus.class);
                            assertThat(context).doesNotHaveBean(GraphBusLifecycle.class);
                            assertThat(context).hasSingleBean(CurrentGraph.class);
                            assertThat(context).hasSingleBean(RuntimeOptions.class);
                            assertThat(context).hasSingleBean(HealthContributor.class);
                        });
    }

    @Test
    void theGraphGoesByTheApplicationsClock() {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        runner.withBean("clock", Clock.class, () -> clock)
                .run(
                        context ->
                                assertThat(context.getBean(GraphBus.class).options().clock())
                                        .isSameAs(clock));
    }

    @Test
    void ofSeveralClocksNoneIsPreferredToTheSystems() {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        runner.withBean("one", Clock.class, () -> clock)
                .withBean("other", Clock.class, Clock::systemDefaultZone)
                .run(
                        context ->
                                assertThat(context.getBean(GraphBus.class).options().clock())
                                        .isEqualTo(Clock.systemUTC()));
    }

    @Test
    void propertiesBecomeTheEnginesOptions() {
        runner.withPropertyValues(
                        "graphbus.bus.mailbox-capacity=7",
                        "graphbus.bus.overflow=drop-oldest",
                        "graphbus.handler-timeout=3s",
                        "graphbus.history.size=5",
                        "graphbus.retry.retries=5",
                        "graphbus.retry.delay=200ms",
                        "graphbus.retry.multiplier=1.5",
                        "graphbus.retry.jitter=0",
                        "graphbus.retry.max-delay=9s",
                        "graphbus.state.capture=on-stop",
                        "graphbus.state.interval=1m",
                        "graphbus.payload.max-size=1KB",
                        "spring.lifecycle.timeout-per-shutdown-phase=5s")
                .run(
                        context -> {
                            RuntimeOptions options = context.getBean(GraphBus.class).options();
                            assertThat(options.mailboxCapacity()).isEqualTo(7);
                            assertThat(options.overflow()).isEqualTo(Overflow.DROP_OLDEST);
                            assertThat(options.handlerTimeout()).isEqualTo(Duration.ofSeconds(3));
                            assertThat(options.historySize()).isEqualTo(5);
                            assertThat(options.retry())
                                    .isEqualTo(
                                            RetryPolicy.DEFAULT
                                                    .withRetries(5)
                                                    .withDelay(Duration.ofMillis(200))
                                                    .withMultiplier(1.5)
                                                    .withJitter(0)
                                                    .withMaxDelay(Duration.ofSeconds(9)));
                            assertThat(options.stateCapture()).isEqualTo(CapturePolicy.ON_STOP);
                            assertThat(options.stateInterval()).isEqualTo(Duration.ofMinutes(1));
                            assertThat(options.maxPayload()).isEqualTo(1024);
                            assertThat(options.drainTimeout()).isEqualTo(Duration.ofSeconds(4));
                        });
    }

    @Test
    void propertiesBecomeThePolicyOfHealth() {
        runner.withPropertyValues(
                        "graphbus.health.window=7",
                        "graphbus.health.window-duration=9s",
                        "graphbus.health.degraded-error-rate=0.2",
                        "graphbus.health.unhealthy-error-rate=0.6",
                        "graphbus.health.unhealthy-failures=2",
                        "graphbus.health.failed-failures=4",
                        "graphbus.health.p95-limit=80ms",
                        "graphbus.health.restart.enabled=true",
                        "graphbus.health.restart.max=2",
                        "graphbus.health.restart.window=1h",
                        "graphbus.health.restart.delay=300ms")
                .run(
                        context ->
                                assertThat(policy(context))
                                        .contains(
                                                new HealthPolicy(
                                                        7,
                                                        Duration.ofSeconds(9),
                                                        0.2,
                                                        0.6,
                                                        2,
                                                        4,
                                                        Duration.ofMillis(80),
                                                        new HealthPolicy.Restart(
                                                                2,
                                                                Duration.ofHours(1),
                                                                Duration.ofMillis(300)))));
    }

    @Test
    void healthIsWatchedWithoutRestartsUnlessToldOtherwise() {
        runner.run(context -> assertThat(policy(context)).contains(HealthPolicy.DEFAULTS));
        runner.withPropertyValues("graphbus.health.restart.enabled=true")
                .run(
                        context ->
                                assertThat(policy(context).orElseThrow().restart())
                                        .isEqualTo(HealthPolicy.Restart.atMost(3)));
        runner.withPropertyValues("graphbus.health.enabled=false")
                .run(
                        context -> {
                            assertThat(policy(context)).isEmpty();
                            assertThat(context.getBean(GraphBus.class).health()).isEmpty();
                        });
    }

    private static Optional<HealthPolicy> policy(ApplicationContext context) {
        return context.getBean(GraphBusProperties.class).health().policy();
    }

    @Test
    void withoutPropertiesTheOptionsAreTheEnginesOwn() {
        runner.run(
                context ->
                        assertThat(context.getBean(RuntimeOptions.class))
                                .usingRecursiveComparison()
                                .ignoringFields("drainTimeout")
                                .isEqualTo(RuntimeOptions.DEFAULTS));
    }

    @Test
    void stateIsKeptInTheDirectoryOfTheProperty(@TempDir Path directory) {
        ApplicationContextRunner counting =
                runner.withBean(Counter.class)
                        .withPropertyValues("graphbus.state.directory=" + directory);
        counting.run(context -> assertThat(increment(context)).isEqualTo(1));
        counting.run(context -> assertThat(increment(context)).isEqualTo(2));
    }

    @Test
    void stateIsKeptInTheUsersStore() {
        InMemoryStateStore store = new InMemoryStateStore();
        runner.withBean(Counter.class)
                .withBean(StateStore.class, () -> store)
                .run(GraphBusAutoConfigurationTest::increment);
        assertThat(store.load("Counter"))
                .hasValueSatisfying(state -> assertThat(state.json()).contains("1"));
    }

    @Test
    void aCustomizerHasTheLastWord() {
        runner.withBean(
                        GraphBusCustomizer.class,
                        () ->
                                builder ->
                                        builder.options(
                                                RuntimeOptions.builder().historySize(3).build()))
                .run(
                        context ->
                                assertThat(context.getBean(GraphBus.class).options().historySize())
                                        .isEqualTo(3));
    }

    @Test
    void customizersComeInTheirOrder() {
        runner.withBean("last", GraphBusCustomizer.class, () -> new History(2))
                .withBean("first", GraphBusCustomizer.class, () -> new History(1))
                .run(
                        context ->
                                assertThat(context.getBean(GraphBus.class).options().historySize())
                                        .isEqualTo(2));
    }

    /** Sets the size to its order. */
    private record History(int getOrder) implements GraphBusCustomizer, Ordered {
        @Override
        public void customize(GraphBus.Builder builder) {
            builder.options(RuntimeOptions.builder().historySize(getOrder).build());
        }
    }

    @Test
    void aPolicyOfHealthOfTheUsersOwnIsTaken() {
        runner.withBean(HealthPolicy.class, () -> HealthPolicy.DEFAULTS)
                .withPropertyValues("graphbus.health.enabled=false")
                .run(context -> assertThat(context.getBean(GraphBus.class).health()).isPresent());
    }

    @Test
    void optionsOfTheUsersOwnAreTaken() {
        RuntimeOptions options = RuntimeOptions.builder().historySize(9).build();
        runner.withBean(RuntimeOptions.class, () -> options)
                .run(
                        context ->
                                assertThat(context.getBean(GraphBus.class).options().historySize())
                                        .isEqualTo(9));
    }

    @Test
    void aStoreOfTheUsersOwnIsTheOnlyOne(@TempDir Path directory) {
        runner.withBean(StateStore.class, InMemoryStateStore::new)
                .withPropertyValues("graphbus.state.directory=" + directory)
                .run(
                        context ->
                                assertThat(context.getBean(StateStore.class))
                                        .isInstanceOf(InMemoryStateStore.class));
    }

    @Test
    void listenersAndInterceptorsAreBeans() {
        List<String> heard = new CopyOnWriteArrayList<>();
        runner.withBean(Greeter.class)
                .withBean(
                        SignalListener.class,
                        () ->
                                SignalListener.of(
                                        EngineSignal.AgentStarted.class,
                                        signal -> heard.add("started")))
                .withBean(
                        Interceptor.class,
                        () ->
                                (invocation, next) -> {
                                    heard.add("called");
                                    return next.proceed(invocation);
                                })
                .run(context -> context.getBean(GraphBus.class).call("Greeter", "greet", "Ada"));
        assertThat(heard).containsExactly("started", "called");
    }

    @Test
    void theUsersOwnMigrationsStillRun() {
        runner.withConfiguration(
                        AutoConfigurations.of(
                                DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
                .withPropertyValues("spring.datasource.generate-unique-name=true")
                .run(context -> assertThat(context).hasSingleBean(Flyway.class));
    }

    @Test
    void theGraphStopsWithItsContext() {
        AtomicReference<GraphBus> bus = new AtomicReference<>();
        runner.withBean(Greeter.class).run(context -> bus.set(context.getBean(GraphBus.class)));
        assertThat(bus.get().isRunning()).isFalse();
    }

    @Test
    void theApplicationKeepsItsTaskExecutor() {
        runner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
                .run(
                        context -> {
                            assertThat(context).hasBean("applicationTaskExecutor");
                            assertThat(Arrays.asList(context.getBeanNamesForType(Executor.class)))
                                    .containsExactly("applicationTaskExecutor");
                        });
    }

    @Test
    void withoutActuatorAndMicrometerTheGraphStillRuns() {
        runner.withClassLoader(
                        new FilteredClassLoader(
                                "org.springframework.boot.health",
                                "org.springframework.boot.actuate",
                                "io.micrometer"))
                .withBean(Greeter.class)
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(context.getBean(GraphBus.class).isRunning()).isTrue();
                            assertThat(context).doesNotHaveBean("graphBusMetrics");
                        });
    }

    private static Object increment(ApplicationContext context) {
        return context.getBean(GraphBus.class).call("Counter", "increment");
    }
}
