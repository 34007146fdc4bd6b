/**
 * The names and numbers by which users, lines, phones and trunks are known, and how they are
 * reached: typed values that every other package uses.
 */
@NullMarked
package org.ringspan.address;

import org.jspecify.annotations.NullMarked;
