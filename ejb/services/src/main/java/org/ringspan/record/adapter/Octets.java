package org.ringspan.record.adapter;

import java.util.Arrays;

/** Octets that are equal when they are the same. Never changed once they are in here. */
record Octets(byte[] value) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Octets(byte[] octets) && Arrays.equals(octets, value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return value.length + " octets";
  }
}
