/**
 * The scenarios: whole calls against the running server, one class a theme, each test a story in
 * the design guide's numbered steps or the proof of a decision (D1 to D24 of the project's decision
 * list).
 */
@NullMarked
package org.ringspan.e2e;

import org.jspecify.annotations.NullMarked;
