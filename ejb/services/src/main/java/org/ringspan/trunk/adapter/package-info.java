/** Watches the trunks: which peers answer, where domains lead, how many channels are taken. */
@NullMarked
package org.ringspan.trunk.adapter;

import org.jspecify.annotations.NullMarked;
