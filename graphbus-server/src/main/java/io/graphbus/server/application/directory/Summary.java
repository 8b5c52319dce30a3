package io.graphbus.server.application.directory;

import io.graphbus.server.application.directory.ApplicationView.ContractName;
import io.graphbus.server.application.registration.Registration;
import java.util.List;

/** What a list shows of a registration, kept as JSON. */
record Summary(List<String> agents, List<String> topics, List<ContractName> contracts) {

    Summary {
        agents = List.copyOf(agents);
        topics = List.copyOf(topics);
        contracts = List.copyOf(contracts);
    }

    static Summary of(Registration registration) {
        return new Summary(
                registration.agents(),
                registration.topics(),
                registration.contracts().stream().map(ContractName::of).toList());
    }
}
