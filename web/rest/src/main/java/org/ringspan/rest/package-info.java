/**
 * The REST API: thin resources over the services. They say who may do what and in which form; the
 * services do it.
 */
@NullMarked
package org.ringspan.rest;

import org.jspecify.annotations.NullMarked;
