/** The contracts of every activated build: kept in the database, readable over REST. */
@NullMarked
package io.graphbus.server.contract;

import org.jspecify.annotations.NullMarked;
