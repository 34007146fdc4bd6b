/** How a SCIM service is told of people and groups, and what of it is kept. */
@NullMarked
package org.ringspan.provisioning.adapter;

import org.jspecify.annotations.NullMarked;
