/** What a Maven project needs, read from its pom.xml and the local repository alone. */
@NullMarked
package io.graphbus.maven;

import org.jspecify.annotations.NullMarked;
