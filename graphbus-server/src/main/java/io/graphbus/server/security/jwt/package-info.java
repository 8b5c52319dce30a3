/** Tokens of an OAuth2 issuer: verified, and their claims read as roles. */
@NullMarked
package io.graphbus.server.security.jwt;

import org.jspecify.annotations.NullMarked;
