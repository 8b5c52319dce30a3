/** The server's routes beside a bare controller that does the same work, under the same load. */
@NullMarked
package io.graphbus.benchmarks.http;

import org.jspecify.annotations.NullMarked;
