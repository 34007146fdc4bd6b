/**
 * The identity store as a SCIM 2.0 service (RFC 7643, RFC 7644). A library knows the protocol: it
 * reads requests, applies patches and shapes answers. What is here says who may ask, what of a user
 * is called how, and hands everything to the services.
 */
@NullMarked
package org.ringspan.scim;

import org.jspecify.annotations.NullMarked;
