package io.graphbus.contract.deploy;

import io.graphbus.contract.AgentContract;
import io.graphbus.store.deployment.Deployment;
import java.util.List;
import java.util.Set;

/**
 * May these be deployed, all together?
 *
 * @param agents each in the place of all live versions of the same agent
 * @param ignored agents that are left out
 * @param allowIndeterminate whether what is neither proved nor refuted will do
 */
public record GateQuestion(
        String environment,
        List<AgentContract> agents,
        Set<String> ignored,
        boolean allowIndeterminate) {

    public GateQuestion {
        environment = Deployment.environmentNamed(environment);
        agents = List.copyOf(agents);
        ignored = Set.copyOf(ignored);
    }
}
