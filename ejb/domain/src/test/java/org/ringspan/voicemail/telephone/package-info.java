@NullMarked
package org.ringspan.voicemail.telephone;

import org.jspecify.annotations.NullMarked;
