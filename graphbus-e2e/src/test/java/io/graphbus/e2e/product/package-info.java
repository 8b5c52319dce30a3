/** The product from outside: projects are built, served and called as the documentation says. */
@NullMarked
package io.graphbus.e2e.product;

import org.jspecify.annotations.NullMarked;
