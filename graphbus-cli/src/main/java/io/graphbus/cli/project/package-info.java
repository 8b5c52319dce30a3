/** New projects: templates, and files that come to stand together or not at all. */
@NullMarked
package io.graphbus.cli.project;

import org.jspecify.annotations.NullMarked;
