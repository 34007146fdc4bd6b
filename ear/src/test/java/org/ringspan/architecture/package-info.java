/**
 * The rules of the house as tests over the compiled classes of every module: who may use whom, and
 * what each part must not know. They read the modules' {@code target/classes}, so they run after
 * all of them are built.
 */
@NullMarked
package org.ringspan.architecture;

import org.jspecify.annotations.NullMarked;
