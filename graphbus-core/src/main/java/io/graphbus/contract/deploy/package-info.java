/** Whether versions of agents may be deployed beside what is live in an environment. */
@NullMarked
package io.graphbus.contract.deploy;

import org.jspecify.annotations.NullMarked;
