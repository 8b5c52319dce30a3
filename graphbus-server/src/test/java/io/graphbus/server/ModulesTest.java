package io.graphbus.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void featuresMeetOnlyWhereTheyMay() {
        ApplicationModules.of(GraphBusServer.class).verify();
    }
}
