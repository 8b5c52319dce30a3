package io.graphbus.server.build;

import io.graphbus.server.build.history.BuildHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * Removes the artifacts of builds that nobody is expected to go back to. Usable from any thread.
 */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final BuildHistory history;
    private final int keep;

    Retention(BuildHistory history, BuildProperties properties) {
        this.history = history;
        this.keep = properties.keep();
    }

    /** Where somebody changes one of the old builds at this moment, the next time will do. */
    void apply() {
        try {
            while (history.forgetBeyond(keep)) {
                log.debug("Removed the artifacts of builds beyond the newest {}", keep);
            }
        } catch (ConcurrencyFailureException e) {
            log.debug("Old builds change at this moment; their artifacts are removed later", e);
        }
    }
}
