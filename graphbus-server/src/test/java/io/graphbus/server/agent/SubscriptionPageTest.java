package io.graphbus.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.model.AgentDefinition;
import io.graphbus.server.web.Page;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriptionPageTest {

    private static final int AGENTS = 300;

    @Agent
    static class Ear {
        @Subscribes("/One")
        public void one() {}

        @Subscribes("/Two")
        public void two() {}
    }

    /** Counts how often it is looked into. */
    private static final class Counted extends AbstractList<AgentDefinition> {
        private final List<AgentDefinition> agents;
        private int looks;

        Counted(List<AgentDefinition> agents) {
            this.agents = agents;
        }

        @Override
        public AgentDefinition get(int index) {
            looks++;
            return agents.get(index);
        }

        @Override
        public int size() {
            return agents.size();
        }
    }

    @Test
    void pagesShowEverySubscriptionOnceInOrder() {
        List<AgentDefinition> agents = agents();
        var read = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            Page<SubscriptionView> page = SubscriptionView.page(agents, 7, cursor);
            page.items().forEach(view -> read.add(view.sortKey()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(read).hasSize(2 * AGENTS).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aPageLooksAtFewAgentsWhereverItIs() {
        List<AgentDefinition> agents = agents();
        Page<SubscriptionView> first = SubscriptionView.page(agents, 400, null);
        var counted = new Counted(agents);

        Page<SubscriptionView> page =
                SubscriptionView.page(counted, 10, Objects.requireNonNull(first.nextCursor()));

        assertThat(page.items()).hasSize(10);
        assertThat(counted.looks).isLessThan(25);
    }

    private static List<AgentDefinition> agents() {
        GraphBus.Builder builder = GraphBus.builder();
        for (int i = 0; i < AGENTS; i++) {
            builder.agent("Ear" + i, new Ear());
        }
        try (GraphBus bus = builder.build()) {
            return bus.graph().agents();
        }
    }
}
