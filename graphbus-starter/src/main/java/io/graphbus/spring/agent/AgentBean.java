package io.graphbus.spring.agent;

/**
 * A bean that is an agent.
 *
 * @param type the class that its author wrote, beneath any proxy
 */
record AgentBean(String name, Class<?> type) {}
