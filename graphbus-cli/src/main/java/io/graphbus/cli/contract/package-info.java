/** The commands on contracts: register, list, compare, and see who understands whom. */
@NullMarked
package io.graphbus.cli.contract;

import org.jspecify.annotations.NullMarked;
