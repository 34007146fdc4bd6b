/**
 * What call control asks of a media engine: calls with endpoints, which are connected, hear prompts
 * and music, and tell digits. It knows nothing of SIP; session descriptions are parsed and made by
 * whoever uses it.
 */
@NullMarked
package org.ringspan.media;

import org.jspecify.annotations.NullMarked;
