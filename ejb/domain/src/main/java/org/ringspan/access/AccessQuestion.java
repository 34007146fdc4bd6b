package org.ringspan.access;

import java.util.Optional;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.UserId;
import org.ringspan.reach.AccessPerson;
import org.ringspan.reach.IncomingCall;
import org.ringspan.voice.Question;

/** What an {@link AccessDialogue} asks the rules. */
public sealed interface AccessQuestion extends Question {
  /** Who has this number? {@link AccessAnswer.Known} */
  record Identify(String number) implements AccessQuestion {
    @Override
    public String words() {
      return "its keys tell a number: whose is it?";
    }
  }

  /** Which of the user's own destinations has this number? {@link AccessAnswer.Known} */
  record FindDestination(UserId user, String number) implements AccessQuestion {
    @Override
    public String words() {
      return "its keys tell which destination it means";
    }
  }

  /**
   * Is that the user's PIN? {@link AccessAnswer.Checked}. It is asked for nobody, too, so that a
   * caller can't tell which numbers are known.
   *
   * @param caller the number that calls; nothing when it is hidden
   * @param pressed what was keyed in; it need not be a PIN
   */
  record CheckPin(Optional<UserId> user, Optional<String> caller, String pressed)
      implements AccessQuestion {
    @Override
    public String words() {
      return "its PIN is checked";
    }

    @Override
    public String toString() {
      return "CheckPin[" + user + "]";
    }
  }

  /**
   * How is this number called by that person? {@link AccessAnswer.Routed}
   *
   * @param call by which the person has come
   * @param joins whether to join the call with another that is on hold
   */
  record Route(AccessPerson person, IncomingCall call, String number, boolean joins)
      implements AccessQuestion {
    @Override
    public String words() {
      return person.user()
          + (joins ? " calls a number, to join it with a call on hold" : " calls a number");
    }
  }

  /**
   * Turns reach on or off; {@link AccessAnswer.Switched}.
   *
   * @param destination which; none: all of the user's
   */
  record SwitchReach(UserId user, Optional<DestinationNumber> destination, boolean on)
      implements AccessQuestion {
    @Override
    public String words() {
      return "%s turns reach %s for %s"
          .formatted(
              user,
              on ? "on" : "off",
              destination.map(DestinationNumber::value).orElse("all destinations"));
    }
  }
}
