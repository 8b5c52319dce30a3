package io.graphbus.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.security.AccessRules.Place;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class AccessRulesTest {

    @Test
    void anotherAddressThanLoopbackNeedsSomebodyWhoMayEnter() {
        Problem refused = refusal(place("0.0.0.0"), true);

        assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_CONFIGURATION);
        assertThat(refused.where()).isEqualTo("server.address");
        assertThat(refused.hint()).contains("GRAPHBUS_ADMIN_TOKEN", "issuer-uri", "127.0.0.1");
        assertThat(refusal(new Place(null, null, false), true).message()).contains("all addresses");
    }

    @Test
    void soDoesAnActuatorThatListensElsewhere() {
        Place place = new Place(address("127.0.0.1"), address("10.0.0.7"), false);

        assertThat(refusal(place, true).where()).isEqualTo("management.server.address");
        assertThat(new AccessRules(place, true, true).open()).isFalse();
    }

    @Test
    void soDoesLoopbackWhereNothingIsOpen() {
        assertThat(refusal(place("127.0.0.1"), false).where())
                .isEqualTo("graphbus.security.open-on-loopback");
        assertThat(refusal(new Place(address("::1"), null, true), true).where())
                .isEqualTo("server.forward-headers-strategy");
    }

    @Test
    void onlyLoopbackIsOpenAndOnlyWhereThatIsWanted() {
        assertThat(new AccessRules(place("127.0.0.1"), true, false).open()).isTrue();
        assertThat(new AccessRules(place("::1"), true, true).open()).isTrue();
        assertThat(new AccessRules(place("127.0.0.1"), false, true).open()).isFalse();
        assertThat(new AccessRules(place("10.0.0.7"), true, true).open()).isFalse();
    }

    @Test
    void behindAProxyNothingIsOpen() {
        Place place = new Place(address("127.0.0.1"), null, true);

        assertThat(new AccessRules(place, true, true).open()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "x-forwarded-for", "X-Real-IP", "Via"})
    void whatAProxyPassedOnIsNotFromLoopback(String header) {
        var rules = new AccessRules(place("127.0.0.1"), true, true);
        var request = new MockHttpServletRequest("GET", "/api/v1/graph");

        assertThat(rules.isOpenTo(request)).isTrue();
        request.addHeader(header, "203.0.113.9");
        assertThat(rules.isOpenTo(request)).isFalse();
    }

    @Test
    void theTokenIsNotPartOfTheText() {
        AccessProperties properties = tokens(" s3cret\n", " v1ewer");

        assertThat(properties.adminToken()).isEqualTo("s3cret");
        assertThat(properties.viewerToken()).isEqualTo("v1ewer");
        assertThat(properties.toString()).doesNotContain("s3cret", "v1ewer");
    }

    @Test
    void theViewersTokenIsNotTheAdministrators() {
        assertThatThrownBy(() -> tokens("s3cret", "s3cret "))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e ->
                                assertThat(e.problem().where())
                                        .isEqualTo("graphbus.security.viewer-token"))
                .hasMessageNotContaining("s3cret");
        assertThat(tokens("", "").viewerToken()).isEmpty();
    }

    private static AccessProperties tokens(String admin, String viewer) {
        return new AccessProperties(
                admin, viewer, List.of(), true, new AccessProperties.Actuator(null, null));
    }

    private static Problem refusal(Place place, boolean openOnLoopback) {
        var problems = new Problem[1];
        assertThatThrownBy(() -> new AccessRules(place, openOnLoopback, false))
                .isInstanceOfSatisfying(GraphBusException.class, e -> problems[0] = e.problem());
        return problems[0];
    }

    private static Place place(String address) {
        return new Place(address(address), null, false);
    }

    private static @Nullable InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
