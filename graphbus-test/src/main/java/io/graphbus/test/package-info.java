/** The test kit: builds, runs and asserts on agents in plain Java tests. */
@NullMarked
package io.graphbus.test;

import org.jspecify.annotations.NullMarked;
