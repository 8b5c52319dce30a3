package io.graphbus.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands in front of the bus, as its authors see it. */
class PublishInterceptorTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final List<Publishing> seen = new CopyOnWriteArrayList<>();
    private GraphBus bus = GraphBus.builder().build();

    @AfterEach
    void close() {
        bus.close();
    }

    @Agent
    @Publishes("/Said")
    public static class Speaker {
        private final AgentContext context;

        public Speaker(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public void say(String text) {
            context.publish("/Said", text);
        }

        @SchemaMethod
        public void sayLater(String text) {
            context.publishAfter(Duration.ofMillis(1), "/Said", text);
        }

        @SchemaMethod
        @Publishes("/Said")
        public String answer(String text) {
            return text;
        }
    }

    @Agent
    public static class Relay {
        @Subscribes("/Said")
        @Publishes("/Told")
        public String relay(String text) {
            return text;
        }
    }

    @Agent
    public static class Listener {
        private final List<Event> heard;

        public Listener(List<Event> heard) {
            this.heard = heard;
        }

        @Subscribes("/**")
        public void on(Event event) {
            heard.add(event);
        }
    }

    private void start(PublishInterceptor... interceptors) {
        GraphBus.Builder builder =
                GraphBus.builder()
                        .agent(Speaker.class)
                        .agent(Relay.class)
                        .agent(new Listener(heard));
        for (PublishInterceptor interceptor : interceptors) {
            builder.publishInterceptor(interceptor);
        }
        bus = builder.build().start();
    }

    private Receipt look(Publishing publishing, PublishInterceptor.Next next) {
        seen.add(publishing);
        return next.proceed(publishing);
    }

    private List<Object> payloads() {
        bus.awaitIdle(SOON);
        return heard.stream().map(Event::payload).toList();
    }

    @Test
    void itSeesWhatIsPublishedFromOutside() {
        start(this::look);

        bus.publish(Publish.to("/Said", "x").key("k"));

        assertThat(seen.getFirst())
                .returns("/Said", Publishing::topic)
                .returns(Event.EXTERNAL, Publishing::source)
                .returns(null, Publishing::cause)
                .returns(false, Publishing::inside);
        assertThat(seen.getFirst().request()).isEqualTo(Publish.to("/Said", "x").key("k"));
    }

    @Test
    void itSeesWhatAgentsPublishInWhicheverWay() throws Exception {
        start(this::look);

        bus.call("Speaker", "say", "a");
        bus.call("Speaker", "answer", "b");
        bus.call("Speaker", "sayLater", "c");
        while (heard.stream().filter(e -> e.topic().equals("/Told")).count() < 3) {
            Thread.onSpinWait();
        }
        bus.awaitIdle(SOON);

        assertThat(seen)
                .filteredOn(publishing -> publishing.topic().equals("/Said"))
                .extracting(publishing -> publishing.request().payload())
                .containsExactly("a", "b", "c");
        assertThat(seen)
                .filteredOn(publishing -> publishing.topic().equals("/Told"))
                .allSatisfy(
                        publishing -> {
                            assertThat(publishing.source()).isEqualTo("Relay");
                            assertThat(publishing.cause()).isNotNull();
                            assertThat(publishing.inside()).isTrue();
                        });
    }

    @Test
    void itMayChangeWhatIsPublished() {
        start(
                (publishing, next) ->
                        next.proceed(
                                publishing.with(
                                        publishing.request().headers(Map.of("seen", "yes")))));

        bus.publish("/Said", "x");
        bus.awaitIdle(SOON);

        assertThat(heard)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.headers()).containsEntry("seen", "yes"));
    }

    @Test
    void itMayRefuse() {
        start(
                (publishing, next) -> {
                    throw Problem.of(ProblemCode.INVALID_PAYLOAD, publishing.topic(), "no", "")
                            .toException();
                });

        assertThatThrownBy(() -> bus.publish("/Said", "x")).isInstanceOf(GraphBusException.class);

        assertThat(payloads()).isEmpty();
        assertThat(bus.stats().published()).isZero();
    }

    @Test
    void itMayAnswerInPlaceOfTheBus() {
        Receipt known =
                new Receipt() {
                    @Override
                    public String id() {
                        return "known";
                    }

                    @Override
                    public int subscribers() {
                        return 7;
                    }
                };
        start((publishing, next) -> known);

        assertThat(bus.publish("/Said", "x")).isSameAs(known);
        assertThat(payloads()).isEmpty();
    }

    @Test
    void whatItHoldsBackMayBeSentOnLaterWithItsSourceAndCause() {
        List<Runnable> held = new ArrayList<>();
        start(
                (publishing, next) -> {
                    if (!publishing.topic().equals("/Told")) {
                        return next.proceed(publishing);
                    }
                    held.add(() -> next.proceed(publishing));
                    return new Nothing();
                });
        bus.publish("/Said", "x");
        assertThat(payloads()).containsExactly("x");

        held.forEach(Runnable::run);

        assertThat(payloads()).containsExactly("x", "x");
        assertThat(heard.getLast().source()).isEqualTo("Relay");
        assertThat(heard.getLast().causationId()).isEqualTo(heard.getFirst().id());
    }

    @Test
    void whatIsSentOnAfterTheStopIsRefused() {
        List<Runnable> held = new ArrayList<>();
        start(
                (publishing, next) -> {
                    held.add(() -> next.proceed(publishing));
                    return new Nothing();
                });
        bus.publish("/Said", "x");
        bus.stop();

        assertThatThrownBy(held.getFirst()::run)
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.STOPPED));
    }

    @Test
    void itSeesThatAnEventIsPutOffAndMayPutItOffLonger() {
        List<Duration> delays = new CopyOnWriteArrayList<>();
        List<Runnable> held = new ArrayList<>();
        start(
                new PublishInterceptor() {
                    @Override
                    public Receipt intercept(Publishing publishing, Next next) {
                        return look(publishing, next);
                    }

                    @Override
                    public void delay(Publishing publishing, Duration delay, Next next) {
                        delays.add(delay);
                        held.add(() -> next.proceed(publishing, Duration.ZERO));
                    }
                });
        bus.call("Speaker", "sayLater", "x");
        assertThat(bus.nextDue()).isEmpty();

        held.forEach(Runnable::run);

        assertThat(delays).containsExactly(Duration.ofMillis(1));
        while (heard.size() < 2) {
            Thread.onSpinWait();
        }
        assertThat(seen).extracting(Publishing::source).containsExactly("Speaker", "Relay");
    }

    @Test
    void whatIsLostAfterItWasHeldBackIsSaidAloud() {
        List<Problem> problems = new CopyOnWriteArrayList<>();
        start(
                (publishing, next) -> {
                    next.lose(publishing, new IllegalStateException("nobody is there"));
                    return new Nothing();
                });
        bus.watch(
                SignalListener.of(
                        EngineSignal.ProblemReported.class,
                        signal -> problems.add(signal.problem())));

        bus.publish("/Said", "x");

        assertThat(problems)
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo(ProblemCode.EVENT_LOST);
                            assertThat(problem.where()).isEqualTo("/Said");
                            assertThat(problem.message()).contains("external", "nobody is there");
                        });
    }

    @Test
    void aStoppedGraphRefusesBeforeAnyoneIsAsked() {
        start(this::look);
        bus.stop();

        assertThatThrownBy(() -> bus.publish("/Said", "x")).isInstanceOf(GraphBusException.class);

        assertThat(seen).isEmpty();
    }

    @Test
    void theFirstIsOutermost() {
        List<String> order = new CopyOnWriteArrayList<>();
        start(
                (publishing, next) -> {
                    order.add("first");
                    return next.proceed(publishing);
                },
                (publishing, next) -> {
                    order.add("second");
                    return next.proceed(publishing);
                });

        bus.publish("/Heard/By/None", "x");

        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void itIsAskedOncePerTopicWhetherItApplies() {
        List<String> asked = new CopyOnWriteArrayList<>();
        start(new ForTold(asked, seen));

        bus.publish("/Said", "x");
        bus.publish("/Said", "y");
        bus.awaitIdle(SOON);

        assertThat(asked).containsExactlyInAnyOrder("/Said", "/Told");
        assertThat(seen).extracting(Publishing::topic).containsExactly("/Told", "/Told");
    }

    @Test
    void itNeedNotStandInFrontOfWhatAsksForNothingMore() {
        List<String> asked = new CopyOnWriteArrayList<>();
        start(
                new PublishInterceptor() {
                    @Override
                    public Receipt intercept(Publishing publishing, Next next) {
                        asked.add(String.valueOf(publishing.request().key()));
                        return next.proceed(publishing);
                    }

                    @Override
                    public boolean appliesToPlain() {
                        return false;
                    }
                });
        bus.publish("/Unheard", "plain");
        bus.publish(Publish.to("/Unheard", "plain"));
        bus.publish(Publish.to("/Unheard", "keyed").key("k"));
        assertThat(asked).containsExactly("k");
        assertThat(bus.stats().published()).isEqualTo(3);
    }

    @Test
    void aTopicThatIsNoneIsRefusedByTheBus() {
        start(this::look);

        assertThatThrownBy(() -> bus.publish("no topic", "x"))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.INVALID_TOPIC));

        assertThat(seen).isEmpty();
    }

    private record ForTold(List<String> asked, List<Publishing> seen)
            implements PublishInterceptor {

        @Override
        public boolean appliesTo(String topic) {
            asked.add(topic);
            return topic.equals("/Told");
        }

        @Override
        public Receipt intercept(Publishing publishing, Next next) {
            seen.add(publishing);
            return next.proceed(publishing);
        }
    }

    private record Nothing() implements Receipt {

        @Override
        public String id() {
            return "";
        }

        @Override
        public int subscribers() {
            return 0;
        }
    }
}
