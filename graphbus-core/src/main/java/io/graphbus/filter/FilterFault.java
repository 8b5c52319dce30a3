package io.graphbus.filter;

/**
 * Why an expression is no filter.
 *
 * @param offset of the place in the expression, in characters
 * @param message what is wrong there
 * @param hint what to do about it
 */
public record FilterFault(int offset, String message, String hint) {}
