package org.ringspan.console.calls;

import java.util.Optional;
import org.ringspan.address.UserId;

/** Who calls and who is called, in one line. */
public final class Parties {
  private Parties() {}

  /** A caller: the user of ours, or the name that the wire says, with the number. */
  public static String caller(
      String displayName, Optional<String> number, Optional<UserId> user, boolean isPrivate) {
    String who = user.map(UserId::value).orElse(displayName);
    String shown =
        who.isEmpty()
            ? number.orElse("no number")
            : number.map(digits -> who + " " + digits).orElse(who);
    return isPrivate ? shown + " (private)" : shown;
  }

  /** Who is called. */
  public static String called(String number, Optional<UserId> user) {
    return user.map(it -> number.equals(it.value()) ? number : it.value() + " " + number)
        .orElse(number);
  }
}
