/** A journal's figures and repairs for those who can't see its classes: over JMX. */
@NullMarked
package org.ringspan.journal.management;

import org.jspecify.annotations.NullMarked;
