/**
 * From one contract version to the next: what data becomes, the paths between versions, and the
 * states of agents brought along.
 */
@NullMarked
package io.graphbus.migration;

import org.jspecify.annotations.NullMarked;
