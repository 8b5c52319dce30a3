package io.graphbus.server.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the server treats its database.
 *
 * @param startTimeout How long the start waits for a database that does not answer.
 */
@ConfigurationProperties("graphbus.database")
record DatabaseProperties(@DefaultValue("60s") Duration startTimeout) {}
