package org.ringspan.media.rtpengine;

/** Octets that are no bencode, or more of it than anybody would send. */
final class BencodeException extends Exception {

  private static final long serialVersionUID = 1L;

  BencodeException(String message) {
    super(message);
  }
}
