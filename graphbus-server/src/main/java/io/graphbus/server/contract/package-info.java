/**
 * The contracts of every activated build: kept in the database, readable and comparable over REST.
 */
@NullMarked
package io.graphbus.server.contract;

import org.jspecify.annotations.NullMarked;
