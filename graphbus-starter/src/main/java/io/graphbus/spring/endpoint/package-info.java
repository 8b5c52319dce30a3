/**
 * The Actuator endpoint {@code graphbus}: the serving graph, its agents and what they have done, to
 * read.
 */
@NullMarked
package io.graphbus.spring.endpoint;

import org.jspecify.annotations.NullMarked;
