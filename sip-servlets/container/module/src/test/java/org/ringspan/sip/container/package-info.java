/** Tests of the module inside a real server, with phones made of plain sockets. */
@NullMarked
package org.ringspan.sip.container;

import org.jspecify.annotations.NullMarked;
