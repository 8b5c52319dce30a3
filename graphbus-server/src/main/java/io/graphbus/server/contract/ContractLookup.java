package io.graphbus.server.contract;

import io.graphbus.contract.AgentContract;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.Expected;
import io.graphbus.store.ContractStore;
import io.graphbus.store.ContractStore.StoredContract;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Finds registered contracts by what a request calls them. */
@Component
public class ContractLookup {

    private static final Expected EXPECTED = new Expected("Write it like 1.0.0.");

    /** How many versions a hint chooses from. */
    private static final Limit NAMED = Limit.of(100);

    private final ContractRepository contracts;
    private final ContractStore store;

    /**
     * Contracts were registered; the transaction that did may still be open.
     *
     * @param agents whose contracts
     */
    public record Registered(List<String> agents) {}

    ContractLookup(ContractRepository contracts, ContractStore store) {
        this.contracts = contracts;
        this.store = store;
    }

    /** The contract of exactly that version. */
    StoredContract find(String agent, String version) {
        return store.find(agent, EXPECTED.version(version))
                .orElseThrow(() -> unknown(agent, version).toException());
    }

    /** The contract of that version, or the newest one. */
    public AgentContract contract(String agent, @Nullable String version) {
        if (version != null) {
            return contract(find(agent, version));
        }
        List<StoredContract> versions = store.versions(agent);
        if (versions.isEmpty()) {
            throw unknown(agent, "").toException();
        }
        return contract(versions.getLast());
    }

    /** Every agent's newest contract. */
    Collection<AgentContract> newest() {
        TreeMap<String, AgentContract> newest = new TreeMap<>();
        store.list().forEach(stored -> newest.put(stored.agent(), contract(stored)));
        return newest.values();
    }

    /** Every version of every agent. */
    public List<AgentContract> all() {
        return store.list().stream().map(ContractLookup::contract).toList();
    }

    private static AgentContract contract(StoredContract stored) {
        return new AgentContract(
                stored.agent(),
                stored.version(),
                stored.stability(),
                stored.document(),
                stored.hash());
    }

    private Problem unknown(String agent, String version) {
        List<String> versions = contracts.newestVersions(agent, NAMED);
        String hint =
                versions.isEmpty()
                        ? "GET /api/v1/contracts lists the registered contracts."
                        : Nearest.hint(version, "versions", versions);
        return Problem.of(
                ProblemCode.NOT_FOUND,
                version.isEmpty() ? agent : agent + "@" + version,
                version.isEmpty()
                        ? "There is no contract of " + agent + "."
                        : "There is no contract " + version + " of " + agent + ".",
                hint);
    }
}
