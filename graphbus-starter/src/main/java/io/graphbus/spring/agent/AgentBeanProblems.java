package io.graphbus.spring.agent;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.aop.scope.ScopedProxyUtils;

/** What may be wrong with beans that are agents. */
final class AgentBeanProblems {

    private AgentBeanProblems() {}

    static Problem scoped(String definition, Class<?> type) {
        String name =
                ScopedProxyUtils.isScopedTarget(definition)
                        ? ScopedProxyUtils.getOriginalBeanName(definition)
                        : definition;
        return wrong(
                type.getName(),
                "The bean '" + name + "' is an agent but not a singleton.",
                "An agent is one instance that lives as long as the graph: remove the scope from the bean, or"
                        + " remove @Agent from its class.");
    }

    static Problem hidden(String name) {
        return wrong(
                "bean " + name,
                "The bean '" + name + "' is an agent, but its definition hides the agent's class.",
                "Let the @Bean method return the agent's class instead of an interface, or make the class a"
                        + " component.");
    }

    /** Agents go by the name their class gives them. */
    static List<Problem> sharedClasses(List<AgentBean> agents) {
        return AgentBeans.byClass(agents).values().stream()
                .filter(beans -> beans.size() > 1)
                .map(AgentBeanProblems::sharedClass)
                .toList();
    }

    private static Problem sharedClass(List<AgentBean> beans) {
        return Problem.of(
                ProblemCode.DUPLICATE_AGENT,
                beans.getFirst().type().getName(),
                "The beans "
                        + quoted(beans.stream().map(AgentBean::name).toList())
                        + " are agents of one class, so of one name.",
                "Keep one of them, or let each have a class of its own with another name in @Agent.");
    }

    static Problem severalGraphs(Collection<String> beans) {
        return wrong(
                "GraphBus",
                "There are several GraphBus beans: " + quoted(beans) + ".",
                "An application has one graph: keep one of these beans, and let the others be no beans.");
    }

    static Problem graphAbove(Collection<String> beans) {
        return wrong(
                "GraphBus",
                "This context and one of its parents have a GraphBus each: "
                        + quoted(beans)
                        + " and that of the parent.",
                "An application has one graph: define it, and the agents, in one of the contexts.");
    }

    static Problem agentsBelow(Collection<String> agents) {
        return wrong(
                "GraphBus",
                "The agents "
                        + quoted(agents)
                        + " are beans of a context whose parent has the GraphBus already.",
                "An application has one graph: define agents in the parent, or the GraphBus here.");
    }

    private static String quoted(Collection<String> names) {
        return names.stream().sorted().collect(Collectors.joining("', '", "'", "'"));
    }

    private static Problem wrong(String where, String message, String hint) {
        return Problem.of(ProblemCode.INVALID_CONFIGURATION, where, message, hint);
    }
}
