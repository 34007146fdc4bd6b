/**
 * RTP and RTCP packets, who may send them, and how one continuous stream is made of several sources
 * (RFC 3550). Pure: time comes in as an argument, nothing here opens a socket.
 */
@NullMarked
package org.ringspan.media.rtp;

import org.jspecify.annotations.NullMarked;
