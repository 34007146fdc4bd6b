package org.ringspan.access;

import java.util.Optional;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.UserId;
import org.ringspan.voice.Question;

/** What an {@link AccessDialogue} asks the rules. */
public sealed interface AccessQuestion extends Question {
  /** Whose destination has this number? {@link AccessAnswer.Known} */
  record Identify(String number) implements AccessQuestion {}

  /**
   * Is that the user's PIN? {@link AccessAnswer.Checked}. It is asked for nobody, too, so that a
   * caller can't tell which numbers are known.
   *
   * @param pressed what was keyed in; it need not be a PIN
   */
  record CheckPin(Optional<UserId> user, String pressed) implements AccessQuestion {
    @Override
    public String toString() {
      return "CheckPin[" + user + "]";
    }
  }

  /** How is this number called by that person? {@link AccessAnswer.Routed} */
  record Route(Person person, String number) implements AccessQuestion {}

  /**
   * Turns reach on or off; {@link AccessAnswer.Switched}.
   *
   * @param destination which; none: all of the user's
   */
  record SwitchReach(UserId user, Optional<DestinationNumber> destination, boolean on)
      implements AccessQuestion {}
}
