package io.graphbus.server.security;

@Loopback
class RoutesOnLoopbackTest extends RoutesOnAnyAddress {

    RoutesOnLoopbackTest() {
        super(true);
    }
}
