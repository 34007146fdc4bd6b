package org.ringspan.e2e.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class against the server of this run. Its methods may take a {@link Stage}; when one
 * fails, the messages of its stage are printed; after the class no call and no dialog may be left
 * in the server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RingspanExtension.class)
public @interface RingspanTest {}
