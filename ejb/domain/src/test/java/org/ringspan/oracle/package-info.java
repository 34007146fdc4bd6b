/**
 * A second, deliberately naive implementation of the reach rules, written from the design guide
 * (pages 21-48 to 21-60 and 21-66 to 21-77) and not from the product's code: straight loops over
 * plain values, no index, no shared class. Thousands of generated companies and calls are put to
 * both; they must answer alike.
 */
@NullMarked
package org.ringspan.oracle;

import org.jspecify.annotations.NullMarked;
