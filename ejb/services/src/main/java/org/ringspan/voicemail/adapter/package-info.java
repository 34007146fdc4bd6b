/** Keeps messages and greetings in the database, their sound sealed. */
@NullMarked
package org.ringspan.voicemail.adapter;

import org.jspecify.annotations.NullMarked;
