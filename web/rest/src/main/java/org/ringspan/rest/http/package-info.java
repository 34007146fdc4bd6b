/**
 * What all resources have in common: who asks, what they may, how often, and how faults are told.
 */
@NullMarked
package org.ringspan.rest.http;

import org.jspecify.annotations.NullMarked;
