/** All that is ever printed: tables, trees, JSON, YAML, colours and problems. */
@NullMarked
package io.graphbus.cli.output;

import org.jspecify.annotations.NullMarked;
