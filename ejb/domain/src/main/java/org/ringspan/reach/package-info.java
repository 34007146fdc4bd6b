/**
 * Single number reach: who rings for a call, when, and why or why not. {@link
 * org.ringspan.reach.ReachRules} makes the plan; a plan carries the reason of every decision.
 */
@NullMarked
package org.ringspan.reach;

import org.jspecify.annotations.NullMarked;
