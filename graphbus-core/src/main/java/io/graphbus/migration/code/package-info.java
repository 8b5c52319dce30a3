/** Migrations written in Java, and what tells whether their code still is what it was. */
@NullMarked
package io.graphbus.migration.code;

import org.jspecify.annotations.NullMarked;
