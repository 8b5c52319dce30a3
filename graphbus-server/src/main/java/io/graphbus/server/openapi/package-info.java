/** The OpenAPI document: what every route's description has in common, and its examples. */
@NullMarked
package io.graphbus.server.openapi;

import org.jspecify.annotations.NullMarked;
