/**
 * What an application sees of Active Directory: a connection that reads at once and writes when the
 * transaction commits, entries with typed values, filters and names that are checked before they
 * are used, pages of changes, and refusals in words.
 */
@NullMarked
package org.ringspan.activedirectory;

import org.jspecify.annotations.NullMarked;
