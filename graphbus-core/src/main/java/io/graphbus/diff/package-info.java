/**
 * What has changed between two contracts of an agent, whom it breaks, and how far the version must
 * rise.
 */
@NullMarked
package io.graphbus.diff;

import org.jspecify.annotations.NullMarked;
