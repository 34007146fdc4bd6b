/** Another service that is told of people and groups. */
@NullMarked
package org.ringspan.console.provisioning;

import org.jspecify.annotations.NullMarked;
