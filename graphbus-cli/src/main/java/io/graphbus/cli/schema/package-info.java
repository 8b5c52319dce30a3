/** The commands on JSON Schemas. */
@NullMarked
package io.graphbus.cli.schema;

import org.jspecify.annotations.NullMarked;
