package io.graphbus.server.security.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.database.TestServer;
import io.graphbus.server.security.audit.Reason;
import io.graphbus.server.security.credential.RefusedToken;
import io.graphbus.server.security.credential.Role;
import io.graphbus.server.web.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What keys promise, on a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KeysOnAnyDatabase {

    private final Map<String, String> database;
    private TestServer server;
    private ApiKeys keys;

    KeysOnAnyDatabase(Map<String, String> database) {
        this.database = database;
    }

    @BeforeAll
    void start() {
        server = TestServer.start(database);
        keys = server.bean(ApiKeys.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aKeyOpensWhatItsRoleOpens() {
        CreatedKey made = create(Role.OPERATOR, null);

        assertThat(keys.authenticate(made.key()).getName()).isEqualTo("key:" + made.name());
        assertThat(keys.authenticate(made.key()).role()).contains(Role.OPERATOR);
        assertThat(keys.show(made.id()).status()).isEqualTo(KeyView.Status.ACTIVE);
        assertThat(keys.show(made.id()).createdBy()).isEqualTo("somebody");
    }

    @Test
    void onlyAHashOfItIsKept() {
        CreatedKey made = create(Role.ADMIN, null);
        String secret = made.key().substring(made.key().lastIndexOf('_') + 1);

        List<Map<String, Object>> rows =
                server.bean(JdbcClient.class)
                        .sql("select * from graphbus_api_key where public_id = ?")
                        .param(made.id())
                        .query()
                        .listOfRows();

        assertThat(rows).hasSize(1);
        assertThat(rows.toString()).doesNotContain(secret);
    }

    @Test
    void anotherSecretWithTheSameIdOpensNothing() {
        CreatedKey made = create(Role.ADMIN, null);
        CreatedKey other = create(Role.VIEWER, null);
        String mixed = made.key().substring(0, 17) + other.key().substring(17);

        assertThat(refusal(mixed)).isEqualTo(Reason.UNKNOWN);
        assertThat(keys.show(made.id()).lastUsedAt()).isNull();
    }

    @Test
    void anExpiredKeyOpensNothing() {
        CreatedKey made = create(Role.ADMIN, Instant.now().minusSeconds(1));

        assertThat(refusal(made.key())).isEqualTo(Reason.EXPIRED);
        assertThat(keys.show(made.id()).status()).isEqualTo(KeyView.Status.EXPIRED);
    }

    @Test
    void aRevokedKeyOpensNothingFromThenOnAndStaysListed() {
        CreatedKey made = create(Role.ADMIN, null);
        keys.authenticate(made.key());

        keys.revoke(made.id(), "first");
        Instant when = keys.show(made.id()).revokedAt();
        keys.revoke(made.id(), "second");

        assertThat(refusal(made.key())).isEqualTo(Reason.REVOKED);
        assertThat(keys.show(made.id()).revokedBy()).isEqualTo("first");
        assertThat(keys.show(made.id()).revokedAt()).isEqualTo(when);
        assertThat(keys.page(500, null).items()).extracting(KeyView::id).contains(made.id());
    }

    @Test
    void anotherServerOfTheDatabaseSeesItRevoked() {
        CreatedKey made = create(Role.VIEWER, null);
        ApiKeys other =
                new ApiKeys(
                        server.bean(KeyRegister.class),
                        new KeyProperties(Duration.ZERO, Duration.ofMinutes(1)),
                        event -> {},
                        Clock.systemUTC());
        other.authenticate(made.key());

        keys.revoke(made.id(), "admin");

        assertThatThrownBy(() -> other.authenticate(made.key())).isInstanceOf(RefusedToken.class);
    }

    @Test
    void aNameIsTakenUntilItsKeyIsRevoked() {
        CreatedKey made = create(Role.VIEWER, null);
        NewKey same = new NewKey(made.name().toUpperCase(java.util.Locale.ROOT), Role.ADMIN, null);

        assertThatThrownBy(() -> keys.create(same, "admin"))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.CONFLICT));
        keys.revoke(made.id(), "admin");

        assertThat(keys.create(same, "admin").id()).isNotEqualTo(made.id());
    }

    @Test
    void ofManyWhoWantANameAtOnceOneGetsIt() throws Exception {
        var wanted = new NewKey("race-" + UUID.randomUUID(), Role.VIEWER, null);
        List<Object> answers = new ArrayList<>();
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var running =
                    IntStream.range(0, 8)
                            .mapToObj(
                                    i ->
                                            many.submit(
                                                    () -> {
                                                        try {
                                                            return keys.create(wanted, "admin");
                                                        } catch (GraphBusException e) {
                                                            return e.problem().code();
                                                        }
                                                    }))
                            .toList();
            for (var one : running) {
                answers.add(one.get());
            }
        }

        assertThat(answers).filteredOn(CreatedKey.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(ProblemCode.CONFLICT::equals).hasSize(7);
    }

    @Test
    void whenItWasUsedIsKnownToAboutAMinute() {
        CreatedKey made = create(Role.VIEWER, null);
        keys.authenticate(made.key());
        Instant first = keys.show(made.id()).lastUsedAt();
        keys.authenticate(made.key());

        assertThat(first).isNotNull();
        assertThat(keys.show(made.id()).lastUsedAt()).isEqualTo(first);
    }

    @Test
    void keysAreListedPageByPageNewestFirst() {
        List<String> made =
                IntStream.range(0, 5).mapToObj(i -> create(Role.VIEWER, null).id()).toList();
        List<String> listed = new ArrayList<>();
        String cursor = null;
        do {
            Page<KeyView> page = keys.page(2, cursor);
            page.items().forEach(key -> listed.add(key.id()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(listed.subList(0, 5)).isEqualTo(made.reversed());
    }

    @Test
    void whatThereIsNotIsNamed() {
        assertThatThrownBy(() -> keys.revoke("000000000000", "admin"))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.UNKNOWN_KEY));
        assertThatThrownBy(() -> keys.page(2, "bm9uZQ")).isInstanceOf(GraphBusException.class);
    }

    private Reason refusal(String token) {
        return catchThrowableOfType(RefusedToken.class, () -> keys.authenticate(token)).reason();
    }

    private CreatedKey create(Role role, @Nullable Instant expiresAt) {
        return keys.create(new NewKey("k-" + UUID.randomUUID(), role, expiresAt), "somebody");
    }
}
