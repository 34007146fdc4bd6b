/** Resources of the configuration: each thing as it stands in a seed document. */
@NullMarked
package org.ringspan.rest.configuration;

import org.jspecify.annotations.NullMarked;
