package io.graphbus.server.agent;

/** Whether an agent takes calls and events. */
enum AgentStatus {
    ACTIVE,
    STOPPED
}
