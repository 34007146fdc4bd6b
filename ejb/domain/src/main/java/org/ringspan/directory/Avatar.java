package org.ringspan.directory;

import java.util.Arrays;

/**
 * A picture of a user, a square of at most 256 points that was made here.
 *
 * @param jpeg its octets
 * @param tag tells it from every other one
 */
public record Avatar(byte[] jpeg, String tag) {
  public Avatar {
    jpeg = jpeg.clone();
  }

  @Override
  public byte[] jpeg() {
    return jpeg.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Avatar(var octets, var mark)
        && Arrays.equals(jpeg, octets)
        && tag.equals(mark);
  }

  @Override
  public int hashCode() {
    return tag.hashCode();
  }

  @Override
  public String toString() {
    return jpeg.length + " octets, " + tag;
  }
}
