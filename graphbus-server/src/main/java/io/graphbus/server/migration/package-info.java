/**
 * Migrations registered with this server, and the kept states brought to other versions by them.
 */
@NullMarked
package io.graphbus.server.migration;

import org.jspecify.annotations.NullMarked;
