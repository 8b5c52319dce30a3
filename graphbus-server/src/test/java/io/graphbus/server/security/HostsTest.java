package io.graphbus.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {

    private final Hosts loopback = new Hosts(List.of(), true);
    private final Hosts elsewhere =
            new Hosts(List.of("graphbus.example.com", "Bus.example.com:8443"), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LOCALHOST",
                "localhost.",
                "localhost.:8080",
                "127.0.0.1:8080",
                "127.3.4.5",
                "[::1]",
                "[::1]:8080",
                "[0:0:0:0:0:0:0:1]:80",
                "[::ffff:127.0.0.1]"
            })
    void loopbackNamesAreKnown(String host) {
        assertThat(loopback.knows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                ":8080",
                "evil.example.com",
                "localhost.evil.com:8080",
                "localhost..",
                "evil.localhost",
                "localhost@evil.com",
                "localhost:8080@evil.com",
                "evil.com#localhost",
                "localhost/evil.com",
                "localhost, evil.com",
                "localhost:",
                "localhost:8080:80",
                "localhost:abc",
                "localhost:123456",
                "192.168.1.2",
                "127.1",
                "127.0.0.1.nip.io",
                "0x7f.0.0.1",
                "2130706433",
                "0.0.0.0",
                "[::]",
                "[::2]",
                "[::1",
                "::1",
                "[::1].evil.com",
                "[localhost]",
                "locaIhost",
                "lоcalhost"
            })
    void otherNamesAreNotKnownOnLoopback(String host) {
        assertThat(loopback.knows(host)).isFalse();
    }

    @Test
    void elsewhereConfiguredNamesAndPlainAddressesAreKnown() {
        assertThat(elsewhere.knows("graphbus.example.com:443")).isTrue();
        assertThat(elsewhere.knows("GraphBus.example.com.")).isTrue();
        assertThat(elsewhere.knows("bus.example.com:8443")).isTrue();
        assertThat(elsewhere.knows("bus.example.com:8080")).isFalse();
        assertThat(elsewhere.knows("10.0.0.7:8080")).isTrue();
        assertThat(elsewhere.knows("[fe80::1%eth0]:8080")).isTrue();
        assertThat(elsewhere.knows("[fe80::1]:8080")).isTrue();
        assertThat(elsewhere.knows("999.0.0.1")).isTrue();
        assertThat(elsewhere.knows("evil.example.com")).isFalse();
        assertThat(new Hosts(List.of("*"), false).knows("any.example.com")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, localhost:8080",
        "HTTP://LOCALHOST:8080, localhost:8080",
        "http://localhost:8080, localhost.:8080",
        "http://localhost, localhost",
        "http://localhost, localhost:80",
        "https://localhost, localhost",
        "http://[::1]:8080, [::1]:8080"
    })
    void theServersOwnPagesAreKnown(String origin, String host) {
        assertThat(loopback.knowsOrigin(origin, host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "http://localhost:3000",
                "http://localhost",
                "http://127.0.0.1:8080",
                "http://localhost:8080.evil.com",
                "http://localhost:8080@evil.com",
                "http://evil.com/localhost:8080",
                "http://evil.com#@localhost:8080",
                "file://localhost:8080",
                "chrome-extension://localhost:8080",
                "localhost:8080"
            })
    void otherPagesAreNot(String origin) {
        assertThat(loopback.knowsOrigin(origin, "localhost:8080")).isFalse();
    }

    @Test
    void pagesOfConfiguredHostsAreKnownOnTheirPorts() {
        assertThat(elsewhere.knowsOrigin(null, "10.0.0.7")).isTrue();
        assertThat(elsewhere.knowsOrigin("https://graphbus.example.com", "10.0.0.7")).isTrue();
        assertThat(elsewhere.knowsOrigin("http://graphbus.example.com:8080", "server:8080"))
                .isTrue();
        assertThat(elsewhere.knowsOrigin("http://graphbus.example.com:3000", "server:8080"))
                .isFalse();
        assertThat(elsewhere.knowsOrigin("https://bus.example.com:8443", "server:8080")).isTrue();
        assertThat(elsewhere.knowsOrigin("https://bus.example.com", "server:8080")).isFalse();
        assertThat(elsewhere.knowsOrigin("https://evil.example.com", "10.0.0.7")).isFalse();
    }

    @Test
    void anyHostDoesNotMeanAnyPage() {
        Hosts any = new Hosts(List.of("*"), false);

        assertThat(any.knowsOrigin("https://evil.example.com", "graphbus:8080")).isFalse();
        assertThat(any.knowsOrigin("https://graphbus.example.com", "graphbus.example.com"))
                .isTrue();
    }
}
