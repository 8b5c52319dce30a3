package io.graphbus.server.deployment;

import io.graphbus.schema.Version;
import io.graphbus.store.deployment.Deployment;
import io.graphbus.store.deployment.DeploymentStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Deployments in the database. One at a time changes an environment, of all servers. */
@Component
class JpaDeploymentStore implements DeploymentStore {

    private static final Logger log = LoggerFactory.getLogger(JpaDeploymentStore.class);

    private final DeploymentRepository deployments;
    private final EnvironmentRepository environments;
    private final TransactionOperations transaction;

    JpaDeploymentStore(
            DeploymentRepository deployments,
            EnvironmentRepository environments,
            TransactionOperations transaction) {
        this.deployments = deployments;
        this.environments = environments;
        this.transaction = transaction;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Deployment> list() {
        return sorted(deployments.findAll());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Deployment> in(String environment) {
        return sorted(deployments.findByEnvironment(Deployment.environmentNamed(environment)));
    }

    private static List<Deployment> sorted(List<DeploymentEntity> found) {
        return found.stream().map(DeploymentEntity::toDeployment).sorted(Deployment.ORDER).toList();
    }

    @Override
    public List<Deployment> replace(Deployment deployment) {
        return changed(
                deployment.environment(),
                deployment.agent(),
                live -> {
                    List<DeploymentEntity> gone =
                            live.stream()
                                    .filter(d -> !d.toDeployment().isSame(deployment))
                                    .toList();
                    deployments.deleteAll(gone);
                    if (gone.size() == live.size()) {
                        deployments.save(new DeploymentEntity(deployment));
                    }
                    return sorted(gone);
                });
    }

    @Override
    public boolean add(Deployment deployment) {
        return changed(
                deployment.environment(),
                deployment.agent(),
                live -> {
                    boolean news =
                            live.stream().noneMatch(d -> d.toDeployment().isSame(deployment));
                    if (news) {
                        deployments.save(new DeploymentEntity(deployment));
                    }
                    return news;
                });
    }

    @Override
    public boolean remove(String environment, String agent, Version version) {
        return held(
                        Deployment.environmentNamed(environment),
                        agent,
                        live -> {
                            List<DeploymentEntity> gone =
                                    live.stream()
                                            .filter(
                                                    d ->
                                                            d.toDeployment()
                                                                    .version()
                                                                    .text()
                                                                    .equals(version.text()))
                                            .toList();
                            deployments.deleteAll(gone);
                            return !gone.isEmpty();
                        })
                .orElse(false);
    }

    private <T> T changed(
            String environment, String agent, Function<List<DeploymentEntity>, T> change) {
        make(environment);
        return held(environment, agent, change).orElseThrow();
    }

    /** Nothing happens where the environment is not known. */
    private <T> Optional<T> held(
            String environment, String agent, Function<List<DeploymentEntity>, T> change) {
        return Objects.requireNonNull(
                transaction.execute(
                        tx ->
                                environments
                                        .findByName(environment)
                                        .map(held -> live(environment, agent))
                                        .map(change)));
    }

    private List<DeploymentEntity> live(String environment, String agent) {
        return deployments.findByEnvironmentAndAgent(environment, agent);
    }

    /** Somebody else may make it at the same moment. */
    private void make(String environment) {
        if (environments.existsById(environment)) {
            return;
        }
        try {
            environments.saveAndFlush(new EnvironmentEntity(environment));
        } catch (DataIntegrityViolationException e) {
            log.debug("environment {} is there already", environment, e);
        }
    }
}
