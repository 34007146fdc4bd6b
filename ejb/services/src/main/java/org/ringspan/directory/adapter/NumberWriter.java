package org.ringspan.directory.adapter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.ObjectGuid;
import org.ringspan.address.UserId;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.DirectoryPlan;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.Field;
import org.ringspan.directory.PlannedUser;
import org.ringspan.directory.boundary.DirectoryUnreachable;

/**
 * Writes numbers to the directory, in the transaction of the caller: at its commit, or not at all.
 */
final class NumberWriter {
  private NumberWriter() {}

  /**
   * Has the directory get what the plan says.
   *
   * @throws DirectoryUnreachable when it can't be asked: nothing is written then
   */
  static void write(DirectoryPlan plan, DirectorySettings settings) throws DirectoryUnreachable {
    if (plan.writes() == 0) {
      return;
    }
    Map<UserId, DirectoryId> people = new HashMap<>();
    plan.links().forEach(link -> people.put(link.user(), link.id()));
    int unused =
        DirectoryAccess.use(
            connection -> {
              int written = 0;
              for (PlannedUser user : plan.users()) {
                DirectoryId id = people.get(user.user());
                for (Map.Entry<Field, String> write : user.writes().entrySet()) {
                  String attribute = settings.attributes().get(write.getKey());
                  if (id != null && attribute != null) {
                    connection.ensureValues(
                        ObjectGuid.parse(id.value()),
                        attribute,
                        List.of(DirectoryValue.of(write.getValue())));
                    written++;
                  }
                }
              }
              return written;
            });
  }
}
