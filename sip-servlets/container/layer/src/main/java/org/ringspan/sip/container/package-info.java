/**
 * The SIP servlet container: one engine for the lifetime of the server, to which web applications
 * with SIP servlets are attached while they are deployed. Everything that knows the engine and the
 * SIP stack is in here; applications see the SIP Servlet API and the {@code api} package.
 */
@NullMarked
package org.ringspan.sip.container;

import org.jspecify.annotations.NullMarked;
