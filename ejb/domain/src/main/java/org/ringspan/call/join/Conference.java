package org.ringspan.call.join;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ringspan.call.CallState;
import org.ringspan.call.LegId;
import org.ringspan.call.anchor.Anchored;

/**
 * Three hear each other: the two of this call, and the other call.
 *
 * @param two the user and who was asked back, as if they talked alone
 * @param link the other call
 * @param away who takes no part for now, and why
 */
public record Conference(Anchored two, LegId link, Set<Away> away)
    implements CallState.FeatureState {
  public Conference {
    away = Set.copyOf(away);
  }

  /** All three take part. */
  public Conference(Anchored two, LegId link) {
    this(two, link, Set.of());
  }

  /** How somebody steps aside. */
  public enum How {
    /** By the keys of a feature. */
    KEYS,
    /** By the telephone's own key: its description says so. */
    TELEPHONE,
    /** Somebody in the other call has put this one on hold. */
    OTHER_CALL
  }

  /** Somebody who takes no part. */
  public record Away(LegId party, How how) {}

  Conference with(Anchored changed) {
    return new Conference(changed, link, away);
  }

  /** With somebody who steps aside, or back. */
  Conference with(Away party, boolean aside) {
    Set<Away> changed = new HashSet<>(away);
    if (aside) {
      changed.add(party);
    } else {
      changed.remove(party);
    }
    return new Conference(two, link, changed);
  }

  boolean isAway(LegId party) {
    return away.stream().anyMatch(one -> one.party().equals(party));
  }

  /** Whether a party has stepped aside in this way. */
  boolean isAway(LegId party, How how) {
    return away.contains(new Away(party, how));
  }

  /** Who hears the others now. */
  public List<LegId> present() {
    return Stream.of(two.talking().calling(), two.talking().winner(), link)
        .filter(party -> !isAway(party))
        .toList();
  }
}
