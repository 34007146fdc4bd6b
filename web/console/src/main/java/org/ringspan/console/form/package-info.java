/** Forms for whatever the configuration holds, made from the schemas of the REST API. */
@NullMarked
package org.ringspan.console.form;

import org.jspecify.annotations.NullMarked;
