/** A small SIP application that the tests deploy to try the container with. */
@NullMarked
package org.ringspan.sip.container.testapp;

import org.jspecify.annotations.NullMarked;
