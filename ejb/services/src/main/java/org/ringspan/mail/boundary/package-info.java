/** What administrators see of mail, and do about it. */
@NullMarked
package org.ringspan.mail.boundary;

import org.jspecify.annotations.NullMarked;
