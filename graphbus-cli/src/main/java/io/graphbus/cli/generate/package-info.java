/** Writes new agents into a project: sources that build at once, and a test that passes. */
@NullMarked
package io.graphbus.cli.generate;

import org.jspecify.annotations.NullMarked;
