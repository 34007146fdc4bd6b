/** Tests of the rules, each with its reason. */
@NullMarked
package org.ringspan.configuration;

import org.jspecify.annotations.NullMarked;
