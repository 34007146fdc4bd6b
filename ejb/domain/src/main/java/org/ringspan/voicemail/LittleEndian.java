package org.ringspan.voicemail;

/** Numbers with their lowest octet first, as RIFF files have them. */
final class LittleEndian {
  private final byte[] octets;
  private int at;

  /** Reads or writes these; writing begins at the first. */
  LittleEndian(byte[] octets) {
    this.octets = octets;
  }

  byte octetAt(int place) {
    return octets[place];
  }

  short shortAt(int place) {
    return (short) (octets[place] & 0xFF | octets[place + 1] << 8);
  }

  int intAt(int place) {
    return shortAt(place) & 0xFFFF | shortAt(place + 2) << 16;
  }

  /** Whether a text of ASCII stands there. */
  boolean isAt(int place, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (octets[place + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  LittleEndian text(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      octets[at++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  LittleEndian shortInt(int number) {
    octets[at++] = (byte) number;
    octets[at++] = (byte) (number >> 8);
    return this;
  }

  LittleEndian wholeInt(int number) {
    return shortInt(number).shortInt(number >> 16);
  }

  byte[] octets() {
    return octets;
  }
}
