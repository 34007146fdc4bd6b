/**
 * An edge before the embedded engine: rtpengine, a program of its own, relays between the remote
 * sides and the engine's sockets. It is told what to do by datagrams of its NG protocol; nothing of
 * it is part of this server. What decides is pure: bencode, descriptions, health, whom to ask; what
 * an instance answers is hostile until it is parsed.
 */
@NullMarked
package org.ringspan.media.rtpengine;

import org.jspecify.annotations.NullMarked;
