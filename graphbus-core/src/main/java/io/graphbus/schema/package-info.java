/**
 * The shape of data: JSON Schema documents, derivation from types, validation, versions, canonical
 * hashes.
 */
@NullMarked
package io.graphbus.schema;

import org.jspecify.annotations.NullMarked;
