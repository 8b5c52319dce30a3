package io.graphbus.spring;

import io.graphbus.agent.Agent;
import io.graphbus.extract.Extractor;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Finds the application's agents by their bean definitions, without creating one. */
final class AgentBeans {

    private final ConfigurableListableBeanFactory beans;
    private volatile Set<String> known = Set.of();

    AgentBeans(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** The agents, sorted by bean name. */
    List<AgentBean> find() {
        List<AgentBean> found = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Arrays.stream(beans.getBeanNamesForAnnotation(Agent.class))
                .sorted(Comparator.naturalOrder())
                .forEach(name -> add(name, found, problems));
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
        known = found.stream().map(AgentBean::name).collect(Collectors.toUnmodifiableSet());
        return List.copyOf(found);
    }

    /**
     * Looks at the created beans for agents that their definitions hid from {@link #find()} behind
     * another type.
     */
    void check() {
        List<Problem> problems =
                Arrays.stream(beans.getSingletonNames())
                        .filter(name -> !known.contains(name) && beans.containsBeanDefinition(name))
                        .filter(name -> createdAsAgent(name))
                        .map(AgentBeans::hidden)
                        .toList();
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
    }

    private boolean createdAsAgent(String name) {
        Object bean = beans.getSingleton(name);
        return bean != null && isAgent(AopProxyUtils.ultimateTargetClass(bean));
    }

    /** Whether the class itself, not only a class above it, says that it is an agent. */
    static boolean isAgent(Class<?> type) {
        return Extractor.isAgent(ClassUtils.getUserClass(type));
    }

    private void add(String name, List<AgentBean> found, List<Problem> problems) {
        Class<?> type = targetClass(name);
        if (type == null || !isAgent(type) || isProxyOfScopedBean(name)) {
            return;
        }
        if (beans.isSingleton(name)) {
            found.add(new AgentBean(name, type));
        } else {
            problems.add(scoped(name, type));
        }
    }

    private @Nullable Class<?> targetClass(String name) {
        Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
        return type == null ? null : ClassUtils.getUserClass(type);
    }

    private boolean isProxyOfScopedBean(String name) {
        return beans.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(name));
    }

    private static Problem scoped(String definition, Class<?> type) {
        String name =
                ScopedProxyUtils.isScopedTarget(definition)
                        ? ScopedProxyUtils.getOriginalBeanName(definition)
                        : definition;
        return Problem.of(
                ProblemCode.INVALID_CONFIGURATION,
                type.getName(),
                "The bean '" + name + "' is an agent but not a singleton.",
                "An agent is one instance that lives as long as the graph: remove the scope from the bean, or"
                        + " remove @Agent from its class.");
    }

    private static Problem hidden(String name) {
        return Problem.of(
                ProblemCode.INVALID_CONFIGURATION,
                "bean " + name,
                "The bean '" + name + "' is an agent, but its definition hides the agent's class.",
                "Let the @Bean method return the agent's class instead of an interface, or make the class a"
                        + " component.");
    }
}
