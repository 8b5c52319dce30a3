/** A registration as it is sent: read, and checked in every part. */
@NullMarked
package io.graphbus.server.application.registration;

import org.jspecify.annotations.NullMarked;
