package io.graphbus.spring.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Says at build time what agents need at run time in a native image. */
final class AgentsAotProcessor implements BeanFactoryInitializationAotProcessor {

    @Override
    public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
            ConfigurableListableBeanFactory beans) {
        List<AgentBean> agents = new AgentBeans(beans).find();
        if (agents.isEmpty()) {
            return null;
        }
        return (generation, code) -> {
            AgentHints hints = new AgentHints(generation.getRuntimeHints());
            agents.forEach(agent -> hints.register(agent.type()));
        };
    }
}
