/** JSON as the services and the pages write and read it. */
@NullMarked
package org.ringspan.json;

import org.jspecify.annotations.NullMarked;
