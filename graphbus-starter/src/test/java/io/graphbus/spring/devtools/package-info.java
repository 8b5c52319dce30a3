/** An application that is started again in another class loader. */
@NullMarked
package io.graphbus.spring.devtools;

import org.jspecify.annotations.NullMarked;
