package io.graphbus.spring.endpoint;

import java.util.List;

/** The whole answer of the endpoint. */
record GraphBusView(boolean running, GraphView graph, List<AgentView> agents, StatsView stats) {}
