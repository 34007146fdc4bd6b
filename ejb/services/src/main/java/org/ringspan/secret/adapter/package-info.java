/** Where secrets are kept, sealed, and how they come there from the settings file. */
@NullMarked
package org.ringspan.secret.adapter;

import org.jspecify.annotations.NullMarked;
