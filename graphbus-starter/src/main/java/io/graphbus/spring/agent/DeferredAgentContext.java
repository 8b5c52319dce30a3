package io.graphbus.spring.agent;

import io.graphbus.GraphBus;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Once;
import io.graphbus.agent.Priority;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The context of an agent bean: there when the bean is constructed, asks the graph each time it is
 * used.
 */
final class DeferredAgentContext implements AgentContext {

    private final Supplier<GraphBus> bus;
    private final Supplier<String> name;

    private DeferredAgentContext(Class<?> agent, Supplier<GraphBus> bus) {
        this.bus = SingletonSupplier.of(bus);
        this.name = SingletonSupplier.of(() -> nameOf(agent, this.bus.get()));
    }

    /** The context of the agent that asks for one by a parameter or field at this place. */
    static AgentContext at(InjectionPoint place, AgentBeans agents, Supplier<GraphBus> bus) {
        Class<?> owner = owner(place.getMember());
        if (AgentBeans.isAgent(owner)) {
            return new DeferredAgentContext(owner, bus);
        }
        List<Class<?>> heirs = agents.inCreation(owner);
        if (heirs.size() == 1) {
            return new DeferredAgentContext(heirs.getFirst(), bus);
        }
        throw Problem.of(
                        ProblemCode.INVALID_CONFIGURATION,
                        owner.getName(),
                        heirs.isEmpty()
                                ? "An AgentContext is injected into a bean that is no agent."
                                : "An AgentContext is injected into a class above several agents: "
                                        + names(heirs)
                                        + ".",
                        heirs.isEmpty()
                                ? "Inject GraphBus here, or make the class an agent; in a @Bean method the return"
                                        + " type must be the agent's class."
                                : "Let each agent take its context by its own constructor.")
                .toException();
    }

    private static String names(List<Class<?>> types) {
        return types.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
    }

    private static Class<?> owner(Member member) {
        return member instanceof Method method
                        && AnnotatedElementUtils.hasAnnotation(method, Bean.class)
                ? method.getReturnType()
                : member.getDeclaringClass();
    }

    private static String nameOf(Class<?> agent, GraphBus bus) {
        return bus.graph().agents().stream()
                .filter(definition -> definition.className().equals(agent.getName()))
                .map(AgentDefinition::name)
                .findFirst()
                .orElseThrow(() -> leftOut(agent).toException());
    }

    private static Problem leftOut(Class<?> agent) {
        return Problem.of(
                ProblemCode.UNKNOWN_AGENT,
                agent.getName(),
                "The class is an agent but not part of the application's graph.",
                "Let the @Bean method return the agent's class, and define no GraphBus bean that leaves it"
                        + " out.");
    }

    private AgentContext live() {
        return bus.get().context(name());
    }

    @Override
    public String name() {
        return name.get();
    }

    @Override
    public Clock clock() {
        return bus.get().options().clock();
    }

    @Override
    public Logger logger() {
        return LoggerFactory.getLogger(name());
    }

    @Override
    public String publish(String topic, @Nullable Object payload) {
        return live().publish(topic, payload);
    }

    @Override
    public String publish(
            String topic, @Nullable Object payload, @Nullable String key, Priority priority) {
        return live().publish(topic, payload, key, priority);
    }

    @Override
    public void publishAfter(Duration delay, String topic, @Nullable Object payload) {
        live().publishAfter(delay, topic, payload);
    }

    @Override
    public @Nullable Object call(String agent, String method, @Nullable Object... arguments) {
        return live().call(agent, method, arguments);
    }

    @Override
    public <T> T call(Class<T> type, String agent, String method, @Nullable Object... arguments) {
        return live().call(type, agent, method, arguments);
    }

    @Override
    public CompletableFuture<@Nullable Object> callAsync(
            String agent, String method, @Nullable Object... arguments) {
        return live().callAsync(agent, method, arguments);
    }

    @Override
    public Once once() {
        return live().once();
    }

    @Override
    public AutoCloseable schedule(Duration interval, Runnable task) {
        return live().schedule(interval, task);
    }
}
