/** The test kit's JUnit extension. */
@NullMarked
package io.graphbus.test.junit;

import org.jspecify.annotations.NullMarked;
