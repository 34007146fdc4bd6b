package org.ringspan.dialplan.boundary;

import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.TrunkName;

/** Who dials, in a test of a number. */
public sealed interface Dialler {
  /** A phone, with its first line. */
  record Phone(DeviceName device) implements Dialler {}

  /** A line on no phone in particular. */
  record OfLine(DirectoryNumber line) implements Dialler {}

  /** A caller who comes in by a trunk. */
  record OfTrunk(TrunkName trunk) implements Dialler {}
}
