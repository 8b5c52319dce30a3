/** The commands on who may use a server: API keys. */
@NullMarked
package io.graphbus.cli.auth;

import org.jspecify.annotations.NullMarked;
