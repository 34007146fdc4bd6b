/** Hashes of passwords, encrypted with a key that lies outside the deployment. */
@NullMarked
package org.ringspan.identity.adapter;

import org.jspecify.annotations.NullMarked;
