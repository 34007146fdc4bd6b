/**
 * What another service that keeps identities is to be told of our people and groups: which of them
 * are made, changed and taken their login there. Pure, so that a trial run says what a run does.
 */
@NullMarked
package org.ringspan.provisioning;

import org.jspecify.annotations.NullMarked;
