package io.graphbus.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The range of payload versions a handler or method was written for, such as {@code ^1.2}. A
 * handler gets events of other versions migrated, where {@link AutoMigrate} methods or migrations
 * lead to one of the range.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SchemaVersion {

    String value();
}
