/**
 * The rules of the directory connector: what the people of a company directory make of the users.
 */
@NullMarked
package org.ringspan.directory;

import org.jspecify.annotations.NullMarked;
