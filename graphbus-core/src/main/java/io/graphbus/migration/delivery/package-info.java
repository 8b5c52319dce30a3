/** Brings a payload to the version its subscriber reads, on its way, or says why it cannot. */
@NullMarked
package io.graphbus.migration.delivery;

import org.jspecify.annotations.NullMarked;
