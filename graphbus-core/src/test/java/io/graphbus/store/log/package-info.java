@NullMarked
package io.graphbus.store.log;

import org.jspecify.annotations.NullMarked;
