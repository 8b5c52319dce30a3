/** A Spring Boot application whose beans are agents. */
@NullMarked
package com.example.greeter;

import org.jspecify.annotations.NullMarked;
