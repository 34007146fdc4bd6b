package org.ringspan.configuration;

import java.util.List;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;

/**
 * A phone that registers with us.
 *
 * @param name what it registers as
 * @param owner whose phone it is
 * @param lines the numbers it carries; the first is the one it calls with
 */
public record Device(DeviceName name, UserId owner, List<DirectoryNumber> lines) {
  public Device {
    lines = List.copyOf(lines);
  }
}
