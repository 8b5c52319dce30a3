/** Manual pages, written from the model of the commands when the distribution is made. */
@NullMarked
package io.graphbus.cli.manual;

import org.jspecify.annotations.NullMarked;
