package io.graphbus.spring.agent;

import io.graphbus.agent.Agent;
import io.graphbus.extract.Extractor;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Finds the application's agents by their bean definitions, without creating one; those of parent
 * contexts too.
 */
final class AgentBeans implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beans;
    private volatile @Nullable Set<String> known;

    AgentBeans(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** The agents, sorted by bean name. */
    List<AgentBean> find() {
        List<AgentBean> found = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Arrays.stream(BeanFactoryUtils.beanNamesForAnnotationIncludingAncestors(beans, Agent.class))
                .sorted(Comparator.naturalOrder())
                .forEach(name -> add(name, found, problems));
        problems.addAll(AgentBeanProblems.sharedClasses(found));
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
        known = found.stream().map(AgentBean::name).collect(Collectors.toUnmodifiableSet());
        return List.copyOf(found);
    }

    /** The names of agent beans that this context itself defines. */
    List<String> own() {
        return Arrays.stream(beans.getBeanNamesForAnnotation(Agent.class))
                .filter(name -> isAgentBean(beans, name))
                .sorted()
                .toList();
    }

    /**
     * Looks at the created beans for agents that their definitions hid from {@link #find()} behind
     * another type.
     */
    @Override
    public void afterSingletonsInstantiated() {
        Set<String> seen = known;
        if (seen == null) { // the graph is made later, and will see what there is then
            return;
        }
        List<Problem> problems =
                Arrays.stream(beans.getSingletonNames())
                        .filter(name -> !seen.contains(name) && beans.containsBeanDefinition(name))
                        .filter(this::isCreatedAsAgent)
                        .map(AgentBeanProblems::hidden)
                        .toList();
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
    }

    /**
     * The classes of the agents that are being created right now, as far as they extend the given
     * one.
     */
    List<Class<?>> inCreation(Class<?> base) {
        return Arrays.stream(beans.getBeanNamesForType(base, false, false))
                .filter(beans::isCurrentlyInCreation)
                .map(name -> targetClass(beans, name))
                .filter(type -> type != null && isAgent(type))
                .<Class<?>>map(type -> type)
                .toList();
    }

    private boolean isCreatedAsAgent(String name) {
        Object bean = beans.getSingleton(name);
        return bean != null && isAgent(AopProxyUtils.ultimateTargetClass(bean));
    }

    /** Whether the class itself, not only a class above it, says that it is an agent. */
    static boolean isAgent(Class<?> type) {
        return Extractor.isAgent(ClassUtils.getUserClass(type));
    }

    private void add(String name, List<AgentBean> found, List<Problem> problems) {
        ConfigurableListableBeanFactory owner = owner(name);
        Class<?> type = owner == null ? null : targetClass(owner, name);
        if (owner == null || type == null || !isAgentBean(owner, name)) {
            return;
        }
        if (owner.isSingleton(name)) {
            found.add(new AgentBean(name, type));
        } else {
            problems.add(AgentBeanProblems.scoped(name, type));
        }
    }

    /** The factory, this one or one above it, that has the bean's definition. */
    private @Nullable ConfigurableListableBeanFactory owner(String name) {
        BeanFactory at = beans;
        while (at instanceof ConfigurableListableBeanFactory factory) {
            if (factory.containsLocalBean(name)) {
                return factory;
            }
            at = factory.getParentBeanFactory();
        }
        return null;
    }

    private static boolean isAgentBean(ConfigurableListableBeanFactory owner, String name) {
        Class<?> type = targetClass(owner, name);
        boolean proxy = owner.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(name));
        return type != null && isAgent(type) && !proxy;
    }

    private static @Nullable Class<?> targetClass(
            ConfigurableListableBeanFactory owner, String name) {
        Class<?> type = AutoProxyUtils.determineTargetClass(owner, name);
        return type == null ? null : ClassUtils.getUserClass(type);
    }

    /** Beans by the class they are of. */
    static Map<String, List<AgentBean>> byClass(List<AgentBean> agents) {
        return agents.stream()
                .collect(
                        Collectors.groupingBy(
                                agent -> agent.type().getName(),
                                TreeMap::new,
                                Collectors.toList()));
    }
}
