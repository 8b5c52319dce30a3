package io.graphbus.spring.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.spring.GraphBusAutoConfiguration;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ProxiedAgentTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class,
                                    GraphBusAutoConfiguration.class));

    @Test
    void callsGoThroughAProxyOfTheClass() {
        runner.withUserConfiguration(ClassProxies.class)
                .withBean(Speaker.class)
                .run(
                        context -> {
                            assertThat(context.getBean(GraphBus.class).call("Speaker", "say", "hi"))
                                    .isEqualTo("hi");
                            assertThat(context.getBean(Trace.class).calls).containsExactly("say");
                        });
    }

    @Test
    void callsGoThroughAProxyOfItsInterfaces() {
        runner.withUserConfiguration(InterfaceProxies.class)
                .withBean(Speaker.class)
                .run(
                        context -> {
                            assertThat(context.getBean(GraphBus.class).call("Speaker", "say", "hi"))
                                    .isEqualTo("hi");
                            assertThat(context.getBean(Trace.class).calls).containsExactly("say");
                        });
    }

    @Test
    void callsGoThroughAProxyOfAGenericInterface() {
        runner.withUserConfiguration(InterfaceProxies.class)
                .withBean(Typist.class)
                .run(
                        context -> {
                            assertThat(context.getBean(GraphBus.class).call("Typist", "take", "hi"))
                                    .isEqualTo("hi");
                            assertThat(context.getBean(Trace.class).calls).containsExactly("take");
                        });
    }

    @Test
    void handlersThatAreNotPublicGoThroughAProxyOfTheClass() {
        runner.withUserConfiguration(ClassProxies.class)
                .withBean(Listener.class)
                .run(
                        context -> {
                            context.getBean(GraphBus.class).publish("/Said", "hi");
                            context.getBean(GraphBus.class).awaitIdle(Duration.ofSeconds(5));
                            assertThat(context.getBean(Trace.class).calls)
                                    .containsExactlyInAnyOrder("onSaid", "onHeard");
                        });
    }

    @Test
    void aPrivateHandlerIsAProblem() {
        runner.withUserConfiguration(ClassProxies.class)
                .withBean(Secretive.class)
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .hasMessageContaining("Secretive")
                                        .hasMessageContaining("private"));
    }

    @Test
    void aFinalMethodBehindAProxyIsAProblemWithAHint() {
        runner.withUserConfiguration(ClassProxies.class)
                .withBean(Stubborn.class)
                .run(context -> assertInvalid(context.getStartupFailure(), "Stubborn.insist"));
    }

    @Test
    void aMethodThatNoInterfaceDeclaresIsAProblemBehindAProxyOfInterfaces() {
        runner.withUserConfiguration(InterfaceProxies.class)
                .withBean(Mumbler.class)
                .run(context -> assertInvalid(context.getStartupFailure(), "Mumbler.mumble"));
    }

    private static void assertInvalid(Throwable failure, String where) {
        assertThat(failure)
                .rootCause()
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(ProblemCode.INVALID_HANDLER);
                            assertThat(e.problem().where()).isEqualTo(where);
                            assertThat(e.problem().hint()).contains("public and not final");
                        });
    }

    /** Stands for {@code @Transactional} and its like. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Traced {}

    /** What the proxies have seen. */
    static class Trace {
        final List<String> calls = new CopyOnWriteArrayList<>();
    }

    /** What a speaker can do. */
    public interface Speaking {
        String say(String word);
    }

    /** Traced by its class. */
    @Agent
    @Traced
    public static class Speaker implements Speaking {
        @Override
        @SchemaMethod
        public String say(String word) {
            return word;
        }
    }

    /** What takes something. */
    public interface Taking<T> {
        String take(T thing);
    }

    /** Its method is the interface's by a bridge only. */
    @Agent
    @Traced
    public static class Typist implements Taking<String> {
        @Override
        @SchemaMethod
        public String take(String thing) {
            return thing;
        }
    }

    /** Handlers need not be public. */
    @Agent
    @Traced
    public static class Listener {
        @Subscribes("/Said")
        void onSaid(String word) {
            // the proxy has seen it
        }

        @Subscribes("/Said")
        protected void onHeard(String word) {
            // the proxy has seen it
        }
    }

    /** No proxy can take its handler over. */
    @Agent
    @Traced
    public static class Secretive {
        @Subscribes("/Said")
        private void onSaid(String word) {
            // never
        }
    }

    /** Has a method that no subclass can take over. */
    @Agent
    @Traced
    public static class Stubborn {
        @SchemaMethod
        public final String insist(String word) {
            return word;
        }
    }

    /** Has an interface that lacks its method. */
    @Agent
    @Traced
    public static class Mumbler implements Speaking {
        @Override
        public String say(String word) {
            return word;
        }

        @SchemaMethod
        public String mumble(String word) {
            return word;
        }
    }

    /** Proxies every traced bean by a subclass. */
    @Configuration(proxyBeanMethods = false)
    static class ClassProxies extends InterfaceProxies {

        @Bean
        @Override
        DefaultAdvisorAutoProxyCreator proxies() {
            DefaultAdvisorAutoProxyCreator proxies = super.proxies();
            proxies.setProxyTargetClass(true);
            return proxies;
        }
    }

    /** Proxies every traced bean by its interfaces. */
    @Configuration(proxyBeanMethods = false)
    static class InterfaceProxies {

        @Bean
        Trace trace() {
            return new Trace();
        }

        @Bean
        DefaultAdvisorAutoProxyCreator proxies() {
            return new DefaultAdvisorAutoProxyCreator();
        }

        @Bean
        DefaultPointcutAdvisor tracing(Trace trace) {
            MethodInterceptor interceptor =
                    invocation -> {
                        trace.calls.add(invocation.getMethod().getName());
                        return invocation.proceed();
                    };
            return new DefaultPointcutAdvisor(
                    AnnotationMatchingPointcut.forClassAnnotation(Traced.class), interceptor);
        }
    }
}
