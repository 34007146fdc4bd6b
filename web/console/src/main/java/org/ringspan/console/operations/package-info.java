/** The pages of those who run the server: the trail, findings, traces, imports. */
@NullMarked
package org.ringspan.console.operations;

import org.jspecify.annotations.NullMarked;
