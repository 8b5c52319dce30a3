package io.graphbus.server.security.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.server.security.credential.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class KeyCacheTest {

    private final KeyProperties times =
            new KeyProperties(Duration.ofSeconds(5), Duration.ofMinutes(5));
    private final Map<String, KeptKey> database = new HashMap<>();
    private final KeyCache cache = new KeyCache(this::ask, times, new Stepped());
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private boolean isDown;
    private int asked;

    @Test
    void theDatabaseIsAskedAgainOnlyAfterTheCachesTime() {
        database.put("a", key("a", null));

        assertThat(cache.find("a")).isPresent();
        assertThat(cache.find("a")).isPresent();
        assertThat(asked).isOne();
        now = now.plusSeconds(5);
        assertThat(cache.find("a")).isPresent();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsNotHeld() {
        assertThat(cache.find("guess")).isEmpty();
        database.put("guess", key("guess", null));

        assertThat(cache.find("guess")).isPresent();
    }

    @Test
    void whatAnotherServerRevokedIsSeenAfterTheCachesTime() {
        database.put("a", key("a", null));
        cache.find("a");
        database.put("a", key("a", now));

        now = now.plusSeconds(5);

        assertThat(cache.find("a")).map(KeptKey::isRevoked).contains(true);
    }

    @Test
    void aRevokedKeyNeverComesBack() {
        cache.put(key("a", now));
        cache.put(key("a", null));

        assertThat(cache.find("a")).map(KeptKey::isRevoked).contains(true);
    }

    @Test
    void knownKeysOutliveADatabaseThatIsAwayForAWhile() {
        database.put("a", key("a", null));
        cache.find("a");
        isDown = true;

        now = now.plusSeconds(10);
        assertThat(cache.find("a")).isPresent();
        assertThat(cache.find("a")).isPresent();
        assertThat(asked).as("not asked for each request").isEqualTo(2);
        assertThatThrownBy(() -> cache.find("b"))
                .isInstanceOf(DataAccessResourceFailureException.class);
        now = now.plus(Duration.ofMinutes(5));
        assertThatThrownBy(() -> cache.find("a"))
                .isInstanceOf(DataAccessResourceFailureException.class);
        isDown = false;
        assertThat(cache.find("a")).isPresent();
    }

    @Test
    void aUseIsForOneToNoteAndForNobodyWhileTheDatabaseIsAway() {
        database.put("a", key("a", null));
        cache.find("a");
        Instant since = now.minusSeconds(60);

        assertThat(cache.marksUse("a", now, since)).isTrue();
        assertThat(cache.marksUse("a", now, since)).isFalse();
        isDown = true;
        now = now.plusSeconds(90);
        cache.find("a");
        assertThat(cache.marksUse("a", now, now.minusSeconds(60))).isFalse();
    }

    private Optional<KeptKey> ask(String id) {
        asked++;
        if (isDown) {
            throw new DataAccessResourceFailureException("down");
        }
        return Optional.ofNullable(database.get(id));
    }

    private KeptKey key(String id, Instant revokedAt) {
        return new KeptKey(id, id, Role.VIEWER, "hash", now, "admin", null, null, revokedAt, null);
    }

    private final class Stepped extends Clock {

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
