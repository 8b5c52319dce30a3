/** Tells agents of registered contracts of others that they could not live with. */
@NullMarked
package io.graphbus.contract.notice;

import org.jspecify.annotations.NullMarked;
