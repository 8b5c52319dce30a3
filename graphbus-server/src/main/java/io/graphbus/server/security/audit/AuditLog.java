package io.graphbus.server.security.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.stereotype.Component;

/**
 * Writes what happens about access into the log, and keeps the newest thousand for the endpoint
 * {@code auditevents}. A flood of refusals becomes one line in ten seconds for each reason.
 */
@Component
public class AuditLog extends InMemoryAuditEventRepository {

    public static final String AUTHENTICATION_FAILURE = "AUTHENTICATION_FAILURE";
    public static final String AUTHORIZATION_FAILURE = "AUTHORIZATION_FAILURE";
    public static final String CHANGE = "CHANGE";

    private static final Logger log = LoggerFactory.getLogger("io.graphbus.audit");
    private static final Set<String> REFUSALS =
            Set.of(AUTHENTICATION_FAILURE, AUTHORIZATION_FAILURE);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Clock clock;
    private final Map<Object, Told> told = new ConcurrentHashMap<>();

    AuditLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void add(AuditEvent event) {
        super.add(event);
        if (!REFUSALS.contains(event.getType())) {
            write(Level.INFO, event, "");
            return;
        }
        Object reason = String.valueOf(event.getData().get("reason"));
        Told now = told.merge(reason, new Told(clock.instant(), 0, true), Told::next);
        if (now.speaks()) {
            String more = now.silent() == 0 ? "" : " (and " + now.silent() + " before it)";
            write(Level.WARN, event, more);
        }
    }

    private static void write(Level level, AuditEvent event, String more) {
        var data = new TreeMap<>(event.getData());
        LoggingEventBuilder line =
                log.atLevel(level)
                        .addKeyValue("event.action", event.getType())
                        .addKeyValue("actor", event.getPrincipal());
        for (var entry : data.entrySet()) {
            line = line.addKeyValue(entry.getKey(), entry.getValue());
        }
        line.log("{} by {}: {}{}", event.getType(), event.getPrincipal(), data, more);
    }

    /**
     * How refusals of one reason are told.
     *
     * @param at when the last line was written
     * @param silent how many went untold before this one
     * @param speaks whether this one is told
     */
    private record Told(Instant at, long silent, boolean speaks) {

        Told next(Told other) {
            long untold = speaks ? 0 : silent;
            return other.at.isBefore(at.plus(PAUSE))
                    ? new Told(at, untold + 1, false)
                    : new Told(other.at, untold, true);
        }
    }
}
