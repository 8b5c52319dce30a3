package io.graphbus.spring.agent;

import io.graphbus.GraphBus;
import java.util.List;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Sees to it that contexts which belong together have one graph at most, before beans are made. */
final class OneGraph implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<String> own = List.of(beans.getBeanNamesForType(GraphBus.class, true, false));
        if (own.size() > 1) {
            throw AgentBeanProblems.severalGraphs(own).toException();
        }
        if (beans.getParentBeanFactory() instanceof ListableBeanFactory parent
                && BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
                                        parent, GraphBus.class, true, false)
                                .length
                        > 0) {
            checkBelow(beans, own);
        }
    }

    private static void checkBelow(ConfigurableListableBeanFactory beans, List<String> own) {
        if (!own.isEmpty()) {
            throw AgentBeanProblems.graphAbove(own).toException();
        }
        List<String> agents = new AgentBeans(beans).own();
        if (!agents.isEmpty()) {
            throw AgentBeanProblems.agentsBelow(agents).toException();
        }
    }
}
