/** What may be set and to what: a start with a setting that makes no sense ends with its name. */
@NullMarked
package io.graphbus.server.setting;

import org.jspecify.annotations.NullMarked;
