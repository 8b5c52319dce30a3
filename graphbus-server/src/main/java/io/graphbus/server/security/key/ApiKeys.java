package io.graphbus.server.security.key;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.security.audit.Reason;
import io.graphbus.server.security.credential.Caller;
import io.graphbus.server.security.credential.Credentials;
import io.graphbus.server.security.credential.RefusedToken;
import io.graphbus.server.web.Page;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Makes, revokes and recognises keys. Any thread. */
@Component
@Order(1)
class ApiKeys implements Credentials {

    private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);
    private static final Duration USE = Duration.ofMinutes(1);

    private final KeyRegister register;
    private final KeyCache cache;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(
            KeyRegister register,
            KeyProperties times,
            ApplicationEventPublisher events,
            Clock clock) {
        this.register = register;
        this.cache = new KeyCache(register::find, times, clock);
        this.events = events;
        this.clock = clock;
    }

    /** Makes a key; nobody can see its text again. */
    CreatedKey create(NewKey wanted, String by) {
        KeyText text = KeyText.random(random);
        try {
            KeptKey key = register.add(text, wanted, now(), by);
            tell("KEY_CREATED", key, by);
            return CreatedKey.of(key, text);
        } catch (DataIntegrityViolationException e) {
            throw KeyRegister.taken(wanted.name()).toException(e);
        }
    }

    /** Ends a key for good; here at once, on other servers within their cache's time. */
    void revoke(String id, String by) {
        Instant now = now();
        KeptKey key = register.revoke(id, now, by);
        cache.put(key);
        if (now.equals(key.revokedAt())) {
            tell("KEY_REVOKED", key, by);
        }
    }

    KeyView show(String id) {
        return KeyView.of(register.show(id), now());
    }

    Page<KeyView> page(int limit, @Nullable String cursor) {
        Instant now = now();
        return register.page(limit, cursor).map(key -> KeyView.of(key, now));
    }

    @Override
    public boolean claims(String token) {
        return token.startsWith(KeyText.PREFIX);
    }

    @Override
    public Caller authenticate(String token) {
        KeyText text = KeyText.parse(token).orElseThrow(ApiKeys::unknown);
        KeptKey key =
                find(text.id()).filter(k -> text.hasHash(k.hash())).orElseThrow(ApiKeys::unknown);
        Caller caller = Caller.of("key:" + key.name(), key.role());
        Instant now = now();
        if (key.isRevoked()) {
            throw new RefusedToken(
                    Reason.REVOKED, caller.getName(), "This key has been revoked.", null);
        }
        if (key.isExpired(now)) {
            throw new RefusedToken(Reason.EXPIRED, caller.getName(), "This key has expired.", null);
        }
        noteUse(key, now);
        return caller;
    }

    private Optional<KeptKey> find(String id) {
        try {
            return cache.find(id);
        } catch (DataAccessException | TransactionException e) {
            throw Problem.of(
                            ProblemCode.DATABASE_UNREACHABLE,
                            "database",
                            "Whether this key is good cannot be found out: the database does not"
                                    + " answer.",
                            "Try again later; /actuator/health tells when it is back.")
                    .toException(e);
        }
    }

    /** About once a minute, and never a reason to refuse the request. */
    private void noteUse(KeptKey key, Instant now) {
        Instant since = now.minus(USE);
        if (!cache.marksUse(key.id(), now, since)) {
            return;
        }
        try {
            register.noteUse(key.id(), now, since);
        } catch (DataAccessException | TransactionException e) {
            log.debug("The use of key {} was not noted", key.name(), e);
        }
    }

    private void tell(String type, KeptKey key, String by) {
        events.publishEvent(
                new AuditApplicationEvent(
                        new AuditEvent(
                                by,
                                type,
                                Map.of(
                                        "key", key.name(),
                                        "id", key.id(),
                                        "role", key.role().label()))));
    }

    private static RefusedToken unknown() {
        return new RefusedToken(Reason.UNKNOWN, "", "These credentials are not known here.", null);
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
