/** What was seen of deliveries: counts per pair of agents and topic, and single interactions. */
@NullMarked
package io.graphbus.coherence.evidence;

import org.jspecify.annotations.NullMarked;
