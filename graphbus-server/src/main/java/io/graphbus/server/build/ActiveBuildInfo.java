package io.graphbus.server.build;

import io.graphbus.server.build.history.BuildHistory;
import io.graphbus.server.build.history.BuildView;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Says in {@code /actuator/info} which build runs. */
@Component
class ActiveBuildInfo implements InfoContributor {

    private final BuildHistory history;

    ActiveBuildInfo(BuildHistory history) {
        this.history = history;
    }

    @Override
    public void contribute(Info.Builder info) {
        info.withDetail("activeBuild", detail());
    }

    private Map<String, String> detail() {
        try {
            return history.active().map(ActiveBuildInfo::of).orElse(Map.of());
        } catch (DataAccessException | TransactionException e) { // said in its place
            return Map.of("problem", "the database does not answer");
        }
    }

    private static Map<String, String> of(BuildView build) {
        return Map.of("id", build.id());
    }
}
