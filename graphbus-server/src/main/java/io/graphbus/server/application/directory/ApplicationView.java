package io.graphbus.server.application.directory;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.contract.AgentContract;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A registered application, in short.
 *
 * @param hash of what is registered; also its ETag
 * @param instances its running copies, as far as they say who they are
 */
@Schema(name = "Application")
public record ApplicationView(
        @Schema(example = "order-service") String name,
        Status status,
        Instant registeredAt,
        @Schema(description = "When graph or contracts changed last") Instant changedAt,
        @Schema(description = "When an instance registered last, changed or not")
                Instant lastSeenAt,
        @Schema(description = "Of graph and contracts; the ETag is this in quotes") String hash,
        @Schema(example = "[\"Billing\", \"OrderDesk\"]") List<String> agents,
        @Schema(example = "[\"/Order/Placed\"]") List<String> topics,
        List<ContractName> contracts,
        List<Instance> instances) {

    public ApplicationView {
        agents = List.copyOf(agents);
        topics = List.copyOf(topics);
        contracts = List.copyOf(contracts);
        instances = List.copyOf(instances);
    }

    /** Whether somebody still registers again and again. */
    @Schema(
            name = "ApplicationStatus",
            description = "STALE: nobody has registered for three times the promised interval")
    public enum Status {
        ACTIVE,
        STALE;

        static Status at(Instant now, Instant staleAt) {
            return now.isBefore(staleAt) ? ACTIVE : STALE;
        }
    }

    /** Which version of which agent's contract. */
    @Schema(name = "ContractName")
    public record ContractName(
            @Schema(example = "Billing") String agent,
            @Schema(example = "1.2.0") String version,
            Stability stability) {

        static ContractName of(AgentContract contract) {
            return new ContractName(
                    contract.agent(), contract.version().text(), contract.stability());
        }
    }

    /** One running copy of the application. */
    @Schema(name = "ApplicationInstance")
    public record Instance(
            @Schema(example = "order-service-7d9f:4711") String id,
            Status status,
            Instant registeredAt,
            Instant lastSeenAt) {

        static Instance of(ApplicationInstanceEntity entity, Instant now) {
            return new Instance(
                    entity.instance(),
                    Status.at(now, entity.staleAt()),
                    entity.registeredAt(),
                    entity.lastSeenAt());
        }
    }
}
