package io.graphbus.spring.devtools;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.greeting.Greeting;
import io.graphbus.spring.greeting.Guestbook;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ClassUtils;

/** Devtools closes the context and makes the application anew in a class loader of its own. */
class RestartTest {

    private final URL application =
            ReloadedApplication.class.getProtectionDomain().getCodeSource().getLocation();

    @Test
    void eachRestartHasAgentsOfItsOwnClassLoader() throws Exception {
        List<GraphBus> graphs = new ArrayList<>();
        List<Class<?>> payloads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (RestartClassLoader loader = restart();
                    ConfigurableApplicationContext context = start(loader)) {
                GraphBus bus = context.getBean(GraphBus.class);
                graphs.add(bus);
                Object greeting = bus.call("Greeter", "greet", "Ada");
                assertThat(greeting).isNotInstanceOf(Greeting.class).hasToString(ADA);
                payloads.add(greeting.getClass());
                assertThat(greeting.getClass().getClassLoader()).isSameAs(loader);
                assertThat(bus.awaitIdle(Duration.ofSeconds(20))).isTrue();
                assertThat(entries(context, loader)).containsExactly("Hello, Ada!");
            }
        }
        assertThat(payloads).doesNotHaveDuplicates();
        assertThat(graphs).noneMatch(GraphBus::isRunning);
    }

    @Test
    void whatIsPublishedByAnOlderClassReachesANewerOne() throws Exception {
        try (RestartClassLoader loader = restart();
                ConfigurableApplicationContext context = start(loader)) {
            GraphBus bus = context.getBean(GraphBus.class);
            bus.publish(Greeter.GREETED, new Greeting("Ada", "from before"));
            assertThat(bus.awaitIdle(Duration.ofSeconds(20))).isTrue();
            assertThat(entries(context, loader)).containsExactly("from before");
        }
    }

    @Test
    void noThreadOutlivesARestart() throws Exception {
        try (RestartClassLoader loader = restart();
                ConfigurableApplicationContext context = start(loader)) {
            context.getBean(GraphBus.class).call("Greeter", "greet", "Ada");
            assertThat(threads(loader)).isNotEmpty();
            context.close();
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!threads(loader).isEmpty() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(threads(loader)).isEmpty();
        }
    }

    private static final String ADA = "Greeting[name=Ada, text=Hello, Ada!]";

    private RestartClassLoader restart() {
        return new RestartClassLoader(getClass().getClassLoader(), new URL[] {application});
    }

    private static ConfigurableApplicationContext start(ClassLoader loader) throws Exception {
        ClassLoader before = ClassUtils.overrideThreadContextClassLoader(loader);
        try {
            Class<?> type = Class.forName(ReloadedApplication.class.getName(), true, loader);
            return (ConfigurableApplicationContext) type.getMethod("start").invoke(null);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static List<Object> entries(ConfigurableApplicationContext context, ClassLoader loader)
            throws ClassNotFoundException {
        Object book = context.getBean(Class.forName(Guestbook.class.getName(), true, loader));
        List<?> entries = ReflectionTestUtils.invokeMethod(book, "entries");
        return entries == null ? List.of() : List.copyOf(entries);
    }

    /** The engine's threads that were started by an application of this class loader. */
    private static List<Thread> threads(ClassLoader loader) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("graphbus-"))
                .filter(thread -> thread.getContextClassLoader() == loader)
                .toList();
    }
}
