/**
 * Tests of the image, the compose file, the chart, the alert rules and the dashboard, with the
 * tools that read them.
 */
@NullMarked
package io.graphbus.e2e.deploy;

import org.jspecify.annotations.NullMarked;
