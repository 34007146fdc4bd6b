/** What is told to programs beside us while calls go on. */
@NullMarked
package org.ringspan.event;

import org.jspecify.annotations.NullMarked;
