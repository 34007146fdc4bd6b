/**
 * What applications use of the SIP container beyond the SIP Servlet API: digest authentication of
 * requests, the flow a message came over and sending over it again, and the container's statistics.
 * No type of the engine or of the SIP stack appears here, so both can be replaced.
 */
@NullMarked
package org.ringspan.sip.container.api;

import org.jspecify.annotations.NullMarked;
