/** What was refused and what was changed about access: counted, logged, kept for a while. */
@NullMarked
package io.graphbus.server.security.audit;

import org.jspecify.annotations.NullMarked;
