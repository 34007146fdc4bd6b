package org.ringspan.access;

import java.util.Optional;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.reach.AccessPerson;
import org.ringspan.reach.Claims;
import org.ringspan.reach.ReachPlan;
import org.ringspan.voice.Answer;

/** What the rules say to an {@link AccessQuestion}. */
public sealed interface AccessAnswer extends Answer {
  /** Whose number it is; nobody's when nobody, or more than one, has it. */
  record Known(Optional<AccessPerson> person) implements AccessAnswer {
    @Override
    public String words() {
      return person.map(one -> "it is a number of " + one.user()).orElse("it is nobody's number");
    }
  }

  /** What became of a PIN. */
  record Checked(Verdict verdict) implements AccessAnswer {
    /** Whether it is right. */
    public enum Verdict {
      /** It is. */
      RIGHT,
      /** It isn't, or there is none. */
      WRONG,
      /** It wasn't looked at: too many were wrong. */
      LOCKED
    }

    @Override
    public String words() {
      return switch (verdict) {
        case RIGHT -> "the PIN is right";
        case WRONG -> "the PIN is wrong";
        case LOCKED -> "no PIN is looked at: too many were wrong";
      };
    }
  }

  /** How the number is called; not at all when it is blocked, or nobody's. */
  record Routed(Optional<ReachPlan> plan) implements AccessAnswer {
    @Override
    public String words() {
      return plan.map(found -> "it is called: " + found.called())
          .orElse("the number can't be called from here");
    }

    @Override
    public Claims claims() {
      return plan.map(ReachPlan::claims).orElse(Claims.NONE);
    }
  }

  /** The number is one at which calls are parked. */
  record ParkNumber(DirectoryNumber number) implements AccessAnswer {
    @Override
    public String words() {
      return "it is park number " + number;
    }
  }

  /**
   * The number retrieves a parked call.
   *
   * @param plan what the caller may do in it, and what that claims
   */
  record Retrieves(DirectoryNumber number, ReachPlan plan) implements AccessAnswer {
    @Override
    public String words() {
      return "it retrieves the call that is parked at " + number;
    }

    @Override
    public Claims claims() {
      return plan.claims();
    }
  }

  /** Whether reach was switched: there may be no such destination. */
  record Switched(boolean done) implements AccessAnswer {
    @Override
    public String words() {
      return done ? "it is done" : "it could not be done";
    }
  }
}
