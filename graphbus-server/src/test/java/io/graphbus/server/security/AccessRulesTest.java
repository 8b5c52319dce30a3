package io.graphbus.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {

    private final AccessRules loopback = rules("127.0.0.1", "");
    private final AccessRules elsewhere = rules("10.0.0.7", "s3cret", "graphbus.example.com");

    @Test
    void anotherAddressThanLoopbackNeedsAToken() {
        assertThatThrownBy(() -> rules("0.0.0.0", " "))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> {
                            assertThat(e.problem().code())
                                    .isEqualTo(ProblemCode.INVALID_CONFIGURATION);
                            assertThat(e.problem().where()).isEqualTo("server.address");
                            assertThat(e.problem().hint()).contains("GRAPHBUS_ADMIN_TOKEN");
                        });
        assertThatThrownBy(() -> new AccessRules(null, properties("")))
                .isInstanceOf(GraphBusException.class);
    }

    @Test
    void onlyLoopbackIsOpen() {
        assertThat(loopback.open()).isTrue();
        assertThat(rules("::1", "").open()).isTrue();
        assertThat(elsewhere.open()).isFalse();
    }

    @Test
    void onlyTheWholeTokenIsTheAdministrators() {
        assertThat(elsewhere.isAdmin("s3cret")).isTrue();
        assertThat(elsewhere.isAdmin("s3cre")).isFalse();
        assertThat(elsewhere.isAdmin("")).isFalse();
    }

    @Test
    void withoutATokenNobodyIsTheAdministrator() {
        assertThat(loopback.isAdmin("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST"})
    void loopbackNamesAreKnown(String host) {
        assertThat(loopback.knowsHost(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example.com", "localhost.evil.com:8080", "192.168.1.2", "[::2]", ""})
    void otherNamesAreNotKnownOnLoopback(String host) {
        assertThat(loopback.knowsHost(host)).isFalse();
    }

    @Test
    void elsewhereConfiguredNamesAndPlainAddressesAreKnown() {
        assertThat(elsewhere.knowsHost("graphbus.example.com:443")).isTrue();
        assertThat(elsewhere.knowsHost("10.0.0.7:8080")).isTrue();
        assertThat(elsewhere.knowsHost("[fe80::1]:8080")).isTrue();
        assertThat(elsewhere.knowsHost("evil.example.com")).isFalse();
        assertThat(rules("10.0.0.7", "t", "*").knowsHost("any.example.com")).isTrue();
    }

    @Test
    void onlyTheServersOwnPagesAndConfiguredHostsAreKnownOrigins() {
        assertThat(loopback.knowsOrigin(null, "localhost:8080")).isTrue();
        assertThat(loopback.knowsOrigin("http://localhost:8080", "localhost:8080")).isTrue();
        assertThat(loopback.knowsOrigin("http://localhost:3000", "localhost:8080")).isFalse();
        assertThat(loopback.knowsOrigin("null", "localhost:8080")).isFalse();
        assertThat(elsewhere.knowsOrigin("https://graphbus.example.com", "10.0.0.7")).isTrue();
        assertThat(elsewhere.knowsOrigin("https://evil.example.com", "10.0.0.7")).isFalse();
    }

    @Test
    void theTokenIsNotPartOfTheText() {
        assertThat(properties("s3cret").toString()).doesNotContain("s3cret");
    }

    private static AccessRules rules(String address, String token, String... hosts) {
        return new AccessRules(
                InetAddress.ofLiteral(address), new AccessProperties(token, List.of(hosts)));
    }

    private static AccessProperties properties(String token) {
        return new AccessProperties(token, List.of());
    }
}
