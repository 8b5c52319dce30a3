@NullMarked
package io.graphbus.store.log.jdbc;

import org.jspecify.annotations.NullMarked;
