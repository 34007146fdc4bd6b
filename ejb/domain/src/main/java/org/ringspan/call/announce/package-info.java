/**
 * Who answers at a remote destination, and is to press a key, hears first who calls: the company's
 * number, which most operators show there, says nothing of it.
 */
@NullMarked
package org.ringspan.call.announce;

import org.jspecify.annotations.NullMarked;
