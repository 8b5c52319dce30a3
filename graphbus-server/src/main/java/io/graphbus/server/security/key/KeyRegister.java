package io.graphbus.server.security.key;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.Cursor;
import io.graphbus.server.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The keys in the database; each call is a transaction. */
@Component
@Transactional
class KeyRegister {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final KeyRepository keys;

    KeyRegister(KeyRepository keys) {
        this.keys = keys;
    }

    /** Two that ask for one name at once meet the database's constraint. */
    KeptKey add(KeyText text, NewKey key, Instant now, String by) {
        if (keys.existsByLiveName(KeyEntity.liveName(key.name()))) {
            throw taken(key.name()).toException();
        }
        return keys.saveAndFlush(new KeyEntity(text, key, now, by)).kept();
    }

    /** The key, revoked; {@code now} and {@code by} only count for the first time. */
    KeptKey revoke(String id, Instant now, String by) {
        KeyEntity key = keys.findByPublicId(id).orElseThrow(() -> unknown(id).toException());
        if (!key.kept().isRevoked()) {
            key.revoke(now, by);
        }
        return key.kept();
    }

    @Transactional(readOnly = true)
    Optional<KeptKey> find(String id) {
        return keys.findByPublicId(id).map(KeyEntity::kept);
    }

    @Transactional(readOnly = true)
    KeptKey show(String id) {
        return find(id).orElseThrow(() -> unknown(id).toException());
    }

    @Transactional(readOnly = true)
    Page<KeptKey> page(int limit, @Nullable String cursor) {
        long before = cursor == null ? Long.MAX_VALUE : numberOf(Cursor.decode(cursor));
        List<KeyEntity> found =
                keys.findByNumberLessThanOrderByNumberDesc(before, Limit.of(limit + 1));
        return Page.cut(found, key -> "" + key.number(), limit).map(KeyEntity::kept);
    }

    void noteUse(String id, Instant now, Instant since) {
        keys.noteUse(id, now, since);
    }

    static Problem taken(String name) {
        return Problem.of(
                ProblemCode.CONFLICT,
                "name",
                "There is a key named " + name + " already.",
                "Choose another name, or revoke that key first.");
    }

    private static long numberOf(String cursor) {
        if (!NUMBER.matcher(cursor).matches()) {
            throw Cursor.unknown().toException();
        }
        return Long.parseLong(cursor);
    }

    private static Problem unknown(String id) {
        return Problem.of(
                ProblemCode.UNKNOWN_KEY,
                id,
                "There is no key " + id + ".",
                "GET /api/v1/keys lists the keys with their ids.");
    }
}
