/**
 * The pages of administrators, of those who help others, and of users. They show what the services
 * say and have them do what is asked for; nothing is decided here.
 */
@NullMarked
package org.ringspan.console;

import org.jspecify.annotations.NullMarked;
