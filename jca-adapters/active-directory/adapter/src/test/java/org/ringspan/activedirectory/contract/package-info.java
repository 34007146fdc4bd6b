/**
 * What every directory must do for the adapter, run against the simulator and a real controller.
 */
@NullMarked
package org.ringspan.activedirectory.contract;

import org.jspecify.annotations.NullMarked;
