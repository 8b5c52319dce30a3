package io.graphbus.spring.application;

import io.graphbus.spring.application.Situation.Standing;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers how the application stands with its server, and says so once whenever that changes.
 * Usable from any thread.
 */
final class RegistrationLog {

    private static final Logger log = LoggerFactory.getLogger(RegistrationLog.class);

    private final String application;
    private final URI address;
    private final Clock clock;
    private final Map<Standing, LongAdder> attempts = new ConcurrentHashMap<>();
    private volatile Situation situation;

    RegistrationLog(String application, URI address, Clock clock) {
        this.application = application;
        this.address = address;
        this.clock = clock;
        this.situation = Situation.start(clock.instant());
    }

    String application() {
        return application;
    }

    URI address() {
        return address;
    }

    Situation situation() {
        return situation;
    }

    /** How many attempts ended like this. */
    long attempts(Standing standing) {
        LongAdder count = attempts.get(standing);
        return count == null ? 0 : count.sum();
    }

    /**
     * The server has taken a registration.
     *
     * @param first whether it knew nothing of the application before
     */
    void registered(int agents, boolean first) {
        Situation before = situation;
        Instant now = clock.instant();
        boolean news = before.standing() != Standing.REGISTERED;
        situation =
                new Situation(Standing.REGISTERED, "", "", "", news ? now : before.since(), now);
        count(Standing.REGISTERED);
        if (news) {
            log.info("Registered {} agents: {}", agents, address);
        } else if (first) {
            log.info("The server had forgotten this application; registered again: {}", address);
        }
    }

    /** It did not, for this reason. */
    void now(Standing standing, String key, String what, String hint) {
        Situation before = situation;
        boolean news = before.standing() != standing || !before.key().equals(key);
        situation =
                new Situation(
                        standing,
                        key,
                        what,
                        hint,
                        news ? clock.instant() : before.since(),
                        before.registeredAt());
        count(standing);
        if (news && standing == Standing.SUPERSEDED) {
            log.info("Not registered any more: {}. {} {}", what, hint, address);
        } else if (news) {
            log.warn(
                    "Not registered at {}: {}. {} The application works without; it is tried again.",
                    address,
                    what,
                    hint);
        }
    }

    private void count(Standing standing) {
        attempts.computeIfAbsent(standing, s -> new LongAdder()).increment();
    }
}
