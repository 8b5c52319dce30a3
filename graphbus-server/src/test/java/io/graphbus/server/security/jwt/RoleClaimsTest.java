package io.graphbus.server.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.security.credential.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleClaimsTest {

    private final RoleClaims usual =
            new RoleClaims(
                    new JwtProperties(List.of("roles", "scope", "scp"), "graphbus:", Map.of()));

    @Test
    void theHighestRoleCounts() {
        assertThat(
                        usual.role(
                                Map.of(
                                        "roles",
                                        List.of("graphbus:viewer", "graphbus:admin"),
                                        "scope",
                                        "graphbus:operator")))
                .contains(Role.ADMIN);
    }

    @Test
    void onlyWholeValuesWithThePrefixCount() {
        assertThat(
                        usual.role(
                                Map.of(
                                        "roles",
                                        List.of(
                                                "admin",
                                                "x-graphbus:admin",
                                                "graphbus:administrator"),
                                        "scope",
                                        "graphbus: admin graphbus:",
                                        "groups",
                                        List.of("graphbus:admin"))))
                .isEmpty();
    }

    @Test
    void claimsOfOtherShapesAreNoRoles() {
        assertThat(usual.role(Map.of("roles", 7, "scope", List.of(1, true), "scp", Map.of())))
                .isEmpty();
        assertThat(usual.role(Map.of())).isEmpty();
    }

    @Test
    void dotsLeadIntoNestedClaimsUnlessAClaimIsCalledSo() {
        var nested =
                new RoleClaims(
                        new JwtProperties(
                                List.of(
                                        "resource_access.graphbus.roles",
                                        "https://x.example/roles"),
                                "",
                                Map.of()));

        assertThat(
                        nested.role(
                                Map.of(
                                        "resource_access",
                                        Map.of("graphbus", Map.of("roles", List.of("viewer"))))))
                .contains(Role.VIEWER);
        assertThat(nested.role(Map.of("https://x.example/roles", "operator")))
                .contains(Role.OPERATOR);
    }

    @Test
    void otherNamesCanStandForARole() {
        var mapped =
                new RoleClaims(
                        new JwtProperties(
                                List.of("groups"),
                                "graphbus:",
                                Map.of(
                                        Role.ADMIN, List.of("platform"),
                                        Role.VIEWER, List.of("everybody"))));

        assertThat(mapped.role(Map.of("groups", List.of("everybody")))).contains(Role.VIEWER);
        assertThat(mapped.role(Map.of("groups", List.of("everybody", "platform"))))
                .contains(Role.ADMIN);
        assertThat(mapped.role(Map.of("groups", List.of("Platform")))).isEmpty();
    }
}
