package io.graphbus.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.extract.Extractor;
import io.graphbus.model.AgentDefinition;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class InvokerTest {

    public interface Says {
        String say(String text);
    }

    @Agent
    public static class Speaker implements Says {
        final List<String> said = Collections.synchronizedList(new ArrayList<>());

        @Override
        @SchemaMethod
        public String say(String text) {
            said.add(text);
            return text + "!";
        }

        @SchemaMethod
        public String shared() {
            return "shared";
        }

        @Subscribes("/Say")
        public void onSay(String text) {
            said.add(text);
        }
    }

    private static final AgentDefinition SPEAKER =
            Extractor.forInstances().extract(Speaker.class).orThrow();

    @Test
    void interceptorsStandAroundCallsAndEventsInTheirOrder() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Interceptor outer =
                (invocation, next) -> {
                    seen.add("outer " + invocation.site().method());
                    return next.proceed(invocation);
                };
        Interceptor inner =
                new Interceptor() {
                    @Override
                    public Object intercept(Invocation invocation, Next next) throws Throwable {
                        seen.add(invocation.site().isCall() + " " + (invocation.event() == null));
                        Object[] louder = {invocation.arguments()[0] + "?"};
                        return next.proceed(invocation.with(louder));
                    }

                    @Override
                    public boolean appliesTo(Invocation.Site site) {
                        return !site.method().equals("shared");
                    }
                };
        Speaker speaker = new Speaker();
        try (GraphBus bus =
                GraphBus.builder()
                        .agent(speaker)
                        .interceptor(outer)
                        .interceptor(inner)
                        .build()
                        .start()) {
            assertThat(bus.call("Speaker", "say", "a")).isEqualTo("a?!");
            bus.publish("/Say", "b");
            assertThat(bus.awaitIdle(Duration.ofSeconds(20))).isTrue();
            assertThat(bus.call("Speaker", "shared")).isEqualTo("shared");
            assertThat(speaker.said).containsExactly("a?", "b?");
            assertThat(seen)
                    .containsExactly(
                            "outer say", "true true", "outer onSay", "false false", "outer shared");
        }
    }

    @Test
    void anInterceptorMayAnswerItself() {
        try (GraphBus bus =
                GraphBus.builder()
                        .agent(new Speaker())
                        .interceptor((invocation, next) -> "intercepted")
                        .build()
                        .start()) {
            assertThat(bus.call("Speaker", "say", "a")).isEqualTo("intercepted");
        }
    }

    @Test
    void aMethodInNoInterfaceOfAProxyIsNamed() {
        Object proxy =
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Says.class},
                        (self, method, arguments) -> "proxied");
        assertThatThrownBy(() -> HandleDispatcher.of(SPEAKER, Speaker.class, proxy))
                .hasMessageContaining("Speaker.onSay")
                .hasMessageContaining("proxyTargetClass");
    }

    public static class Speaker$$Proxy extends Speaker {}

    @Agent
    public static class Closed {
        @SchemaMethod
        public final String fixed() {
            return "fixed";
        }
    }

    public static class Closed$$Proxy extends Closed {}

    @Test
    void aFinalMethodBehindAProxyIsNamed() throws Throwable {
        AgentDefinition closed = Extractor.forInstances().extract(Closed.class).orThrow();
        assertThatThrownBy(() -> HandleDispatcher.of(closed, Closed.class, new Closed$$Proxy()))
                .hasMessageContaining("private or final");
        Dispatcher works = HandleDispatcher.of(SPEAKER, Speaker.class, new Speaker$$Proxy());
        int say = SPEAKER.operations().indexOf("say");
        assertThat(works.dispatch(say, new Object[] {"x"})).isEqualTo("x!");
        assertThatThrownBy(() -> Methods.find(Speaker.class, "none"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Methods.find(Speaker$$Proxy.class, "hashCode").getName()).isEqualTo("hashCode");
    }

    @Test
    void aTallyCountsAndKnowsItsQuantiles() {
        Tally tally = new Tally();
        assertThat(Tally.latency(tally).count()).isZero();
        for (int i = 1; i <= 1000; i++) {
            tally.count(Tally.Outcome.SUCCEEDED, 1, i * 1000L);
        }
        tally.count(Tally.Outcome.FAILED, 1, Long.MAX_VALUE / 2);
        tally.count(Tally.Outcome.FILTERED, 1);
        LatencySnapshot latency = Tally.latency(tally, new Tally());
        assertThat(latency.count()).isEqualTo(1001);
        assertThat(latency.quantileNanos(0.5)).isBetween(500_000L, 640_000L);
        assertThat(latency.quantileNanos(1)).isEqualTo(Long.MAX_VALUE);
        assertThat(latency.upperNanos()).isSorted();
        assertThat(Tally.sum(Tally.Outcome.SUCCEEDED, tally)).isEqualTo(1000);
        assertThat(tally.read(Tally.Outcome.FILTERED)).isEqualTo(1);
    }

    @Test
    void everyDurationLiesInItsBucket() {
        long[] upper = Tally.latency(new Tally()).upperNanos();
        for (long nanos = 1; nanos > 0 && nanos < Long.MAX_VALUE / 3; nanos = nanos * 17 / 16 + 1) {
            int bucket = Tally.bucket(nanos);
            assertThat(nanos).isLessThanOrEqualTo(upper[bucket]);
            assertThat(bucket == 0 || nanos > upper[bucket - 1]).isTrue();
        }
    }

    @Test
    void payloadsAreFrozenConvertedAndPointedInto() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("id", "a").put("n", 1);
        Object frozen = Payloads.freeze(tree);
        tree.put("id", "b");
        assertThat(Payloads.at(frozen, "/id")).isEqualTo("a");
        assertThat(Payloads.at(Map.of("n", 1), "/n")).isEqualTo("1");
        assertThat(Payloads.at(Map.of("n", 1), "/m")).isNull();
        assertThat(Payloads.freeze(Set.of(1))).isEqualTo(Set.of(1));
        assertThat((Object[]) Payloads.freeze(new int[][] {{1}, {2}})).hasSize(2);
        assertThat(Payloads.plain(frozen)).isEqualTo(Map.of("id", "a", "n", 1));
        assertThat(Payloads.plain(null)).isNull();
        assertThat(Payloads.toJson(null)).isEqualTo("null");
        Object loop =
                new Object() {
                    final Object self = this;

                    @Override
                    public String toString() {
                        return "loop" + (self == this);
                    }
                };
        assertThatThrownBy(() -> Payloads.toJson(loop)).hasMessageContaining("INVALID_PAYLOAD");
        String large = "\"" + "x".repeat(300_000) + "\"";
        assertThat(Payloads.parse(large, "/T", 1_000_000).asString()).hasSize(300_000);
    }
}
