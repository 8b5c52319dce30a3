package io.graphbus.server.graph;

import io.graphbus.GraphBus;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/** Says in {@code /actuator/info} which graph runs. */
@Component
class GraphInfo implements InfoContributor {

    private final LiveGraph live;

    GraphInfo(LiveGraph live) {
        this.live = live;
    }

    @Override
    public void contribute(Info.Builder info) {
        GraphBus bus = live.bus();
        info.withDetail(
                "graph", Map.of("running", bus.isRunning(), "agents", bus.graph().agents().size()));
    }
}
