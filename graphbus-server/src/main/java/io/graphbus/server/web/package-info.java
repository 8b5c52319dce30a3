/** What every route shares: problem responses, pages, request limits and the OpenAPI document. */
@NullMarked
package io.graphbus.server.web;

import org.jspecify.annotations.NullMarked;
