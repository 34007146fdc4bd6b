/**
 * What desk telephones are shown of the calls of their line, and what they may name of it to take a
 * call: the dialog event package (RFC 4235) and Replaces (RFC 3891).
 */
@NullMarked
package org.ringspan.desk;

import org.jspecify.annotations.NullMarked;
