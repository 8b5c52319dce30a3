package io.graphbus.server.deployment;

import io.graphbus.server.web.Cursor;
import io.graphbus.server.web.Page;
import io.graphbus.store.deployment.Deployment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * What is live, page by page: by environment, agent, and in the order of recording. Each query
 * begins at its place in an index.
 */
@Component
class DeploymentPages {

    private final DeploymentRepository deployments;

    DeploymentPages(DeploymentRepository deployments) {
        this.deployments = deployments;
    }

    /** Which ones are wanted; {@code null} for all. */
    record Wanted(@Nullable String environment, @Nullable String agent) {}

    Page<DeploymentView> page(Wanted wanted, int limit, @Nullable String cursor) {
        Place after = cursor == null ? Place.START : Place.from(Cursor.decode(cursor));
        Place from =
                new Place(
                        wanted.environment() == null
                                ? after.environment()
                                : Deployment.environmentNamed(wanted.environment()),
                        wanted.agent() == null
                                ? after.agent()
                                : Deployment.agentNamed(wanted.agent()),
                        after.id());
        return Page.cut(found(wanted, from, limit + 1), e -> Place.of(e).key(), limit)
                .map(entity -> DeploymentView.from(entity.toDeployment()));
    }

    private List<DeploymentEntity> found(Wanted wanted, Place from, int most) {
        List<DeploymentEntity> found =
                new ArrayList<>(
                        deployments.findByEnvironmentAndAgentAndIdGreaterThanOrderById(
                                from.environment(), from.agent(), from.id(), Limit.of(most)));
        if (found.size() < most && wanted.agent() == null) {
            found.addAll(
                    deployments.findByEnvironmentAndAgentGreaterThanOrderByAgentAscIdAsc(
                            from.environment(), from.agent(), Limit.of(most - found.size())));
        }
        if (found.size() < most && wanted.environment() == null) {
            found.addAll(elsewhere(wanted.agent(), from, Limit.of(most - found.size())));
        }
        return found;
    }

    private List<DeploymentEntity> elsewhere(@Nullable String agent, Place from, Limit limit) {
        return agent == null
                ? deployments.findByEnvironmentGreaterThanOrderByEnvironmentAscAgentAscIdAsc(
                        from.environment(), limit)
                : deployments.findByAgentAndEnvironmentGreaterThanOrderByEnvironmentAscIdAsc(
                        agent, from.environment(), limit);
    }

    /** Where a page ended. */
    private record Place(String environment, String agent, long id) {

        static final Place START = new Place("", "", 0);

        static Place of(DeploymentEntity entity) {
            Deployment deployment = entity.toDeployment();
            return new Place(deployment.environment(), deployment.agent(), entity.number());
        }

        static Place from(String key) {
            String[] parts = key.split(" ", -1);
            if (parts.length != 3
                    || key.chars().anyMatch(Character::isISOControl)
                    || !parts[2].matches("[0-9]{1,18}")) {
                throw Cursor.unknown().toException();
            }
            return new Place(parts[0], parts[1], Long.parseLong(parts[2]));
        }

        String key() {
            return environment + " " + agent + " " + id;
        }
    }
}
