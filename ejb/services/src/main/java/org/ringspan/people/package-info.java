/**
 * The identity store: people are the users of the telephone system with what a directory knows of
 * them beside, and groups of them. The words are those of no protocol; SCIM is one way in.
 */
@NullMarked
package org.ringspan.people;

import org.jspecify.annotations.NullMarked;
