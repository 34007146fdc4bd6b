/** Tests of the dial plan. */
@org.jspecify.annotations.NullMarked
package org.ringspan.dialplan;
