package org.ringspan.reach;

import java.time.Duration;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.configuration.FeatureCodes;
import org.ringspan.configuration.MidCallSettings;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.User;

/**
 * What a user who talks at a remote destination may do by keys (design guide page 21-53, "Mid-Call
 * Features").
 *
 * @param user who
 * @param codes which keys
 * @param betweenKeys how long the next key of a code is waited for
 * @param deskPickup how long the call waits to be picked up at the desk after the user has hung up;
 *     zero: it ends at once (page 21-51, "Maximum Wait Time for Desk Pickup")
 */
public record MidCall(UserId user, FeatureCodes codes, Duration betweenKeys, Duration deskPickup) {
  /** What a user may do; nothing where it is switched off. */
  static Optional<MidCall> of(ReachSettings settings, User user) {
    MidCallSettings keys = settings.midCall();
    return keys.on()
        ? Optional.of(new MidCall(user.id(), keys.codes(), keys.betweenKeys(), user.deskPickup()))
        : Optional.empty();
  }
}
