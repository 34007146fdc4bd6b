package org.ringspan.configuration;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.encryption.MediaEncryption;

/**
 * A phone that registers with us.
 *
 * @param name what it registers as
 * @param owner whose phone it is
 * @param lines the numbers it carries; the first is the one it calls with
 * @param pool the device pool, which says by which trunks its calls leave where a route list says
 *     "local"
 * @param searchSpace what its calls reach, after what their line reaches
 * @param encryption how its media are encrypted
 */
public record Device(
    DeviceName name,
    UserId owner,
    List<DirectoryNumber> lines,
    Optional<DevicePoolName> pool,
    Optional<SearchSpaceName> searchSpace,
    MediaEncryption encryption) {
  /** How many devices a user may have. */
  public static final int MOST_OF_A_USER = 10;

  /** A phone that encrypts nothing. */
  public Device(
      DeviceName name,
      UserId owner,
      List<DirectoryNumber> lines,
      Optional<DevicePoolName> pool,
      Optional<SearchSpaceName> searchSpace) {
    this(name, owner, lines, pool, searchSpace, MediaEncryption.NONE);
  }

  /** A phone that reaches what its line reaches. */
  public Device(
      DeviceName name, UserId owner, List<DirectoryNumber> lines, Optional<DevicePoolName> pool) {
    this(name, owner, lines, pool, Optional.empty());
  }

  /** A phone in no device pool. */
  public Device(DeviceName name, UserId owner, List<DirectoryNumber> lines) {
    this(name, owner, lines, Optional.empty());
  }

  public Device {
    lines = List.copyOf(lines);
  }
}
