/**
 * Who is hit by another version of an agent: verdicts for its edges, and how far a break reaches.
 */
@NullMarked
package io.graphbus.contract.impact;

import org.jspecify.annotations.NullMarked;
