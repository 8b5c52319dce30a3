/** The server's page as a browser shows it. */
@NullMarked
package io.graphbus.e2e.browser;

import org.jspecify.annotations.NullMarked;
