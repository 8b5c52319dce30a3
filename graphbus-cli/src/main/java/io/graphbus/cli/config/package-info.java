/** What is set in files and the environment, where it comes from, and how it is changed. */
@NullMarked
package io.graphbus.cli.config;

import org.jspecify.annotations.NullMarked;
