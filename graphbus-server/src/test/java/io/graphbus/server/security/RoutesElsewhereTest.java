package io.graphbus.server.security;

@Elsewhere
class RoutesElsewhereTest extends RoutesOnAnyAddress {

    RoutesElsewhereTest() {
        super(false);
    }
}
