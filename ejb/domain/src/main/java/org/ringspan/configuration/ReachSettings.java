package org.ringspan.configuration;

import java.util.Optional;

/**
 * What holds for single number reach in the whole domain.
 *
 * @param matchingCallerId how callers are compared with remote destinations (default complete)
 * @param inboundSpace in which search space a call from a known destination is routed (default the
 *     trunk's)
 * @param callsPerUser how many calls at a time ring at or are anchored to remote destinations of
 *     one user, 1 to 100 (default 2, design guide page 21-75)
 * @param avoidance how the mailboxes of remote destinations are kept from taking calls, unless a
 *     destination has its own way (default timer control, "Voicemail Selection Policy", page 21-56)
 * @param userControl when a key is asked for where that way is user control
 * @param sessionControl what becomes of calls from inside to the numbers of remote destinations
 * @param midCall what users may do by keys in calls at remote destinations
 * @param access how users call in from outside to make calls, and to switch reach
 * @param language in which the server speaks by telephone to users who have no language of their
 *     own, and to callers of whom nothing is known (default English)
 */
public record ReachSettings(
    CallerMatching matchingCallerId,
    InboundSpace inboundSpace,
    int callsPerUser,
    VoicemailAvoidance avoidance,
    UserControl userControl,
    SessionControl sessionControl,
    MidCallSettings midCall,
    AccessSettings access,
    Language language) {
  /** As the design guide has it. */
  public static final ReachSettings DEFAULT =
      new ReachSettings(new CallerMatching.Complete(), InboundSpace.TRUNK, 2);

  /** The same with timer control and its defaults. */
  public ReachSettings(
      CallerMatching matchingCallerId, InboundSpace inboundSpace, int callsPerUser) {
    this(
        matchingCallerId,
        inboundSpace,
        callsPerUser,
        VoicemailAvoidance.TIMER_CONTROL,
        UserControl.DEFAULT,
        SessionControl.DEFAULT,
        MidCallSettings.DEFAULT,
        AccessSettings.DEFAULT);
  }

  /** The same in the usual language. */
  public ReachSettings(
      CallerMatching matchingCallerId,
      InboundSpace inboundSpace,
      int callsPerUser,
      VoicemailAvoidance avoidance,
      UserControl userControl,
      SessionControl sessionControl,
      MidCallSettings midCall,
      AccessSettings access) {
    this(
        matchingCallerId,
        inboundSpace,
        callsPerUser,
        avoidance,
        userControl,
        sessionControl,
        midCall,
        access,
        Language.USUAL);
  }

  /** The same with another way to deal with calls to destinations. */
  public ReachSettings with(SessionControl control) {
    return new ReachSettings(
        matchingCallerId,
        inboundSpace,
        callsPerUser,
        avoidance,
        userControl,
        control,
        midCall,
        access,
        language);
  }

  /** The same with other keys in calls. */
  public ReachSettings with(MidCallSettings keys) {
    return new ReachSettings(
        matchingCallerId,
        inboundSpace,
        callsPerUser,
        avoidance,
        userControl,
        sessionControl,
        keys,
        access,
        language);
  }

  /** The same with other ways to call in. */
  public ReachSettings with(AccessSettings ways) {
    return new ReachSettings(
        matchingCallerId,
        inboundSpace,
        callsPerUser,
        avoidance,
        userControl,
        sessionControl,
        midCall,
        ways,
        language);
  }

  /** When a destination asks for a key; none when its timers decide. */
  public Optional<UserControl> userControlOf(RemoteDestination destination) {
    return destination.avoidance().orElse(avoidance) == VoicemailAvoidance.USER_CONTROL
        ? Optional.of(userControl)
        : Optional.empty();
  }

  /**
   * In which search space a call from a known destination is routed (page 21-70, "Inbound Calling
   * Search Space for Remote Destination").
   */
  public enum InboundSpace {
    /** The trunk's, like every other call from it. */
    TRUNK,
    /** The line's followed by the remote destination profile's: the user's own class of service. */
    PROFILE_AND_LINE
  }

  /**
   * @throws IllegalArgumentException when the limit is out of its range
   */
  public ReachSettings {
    if (callsPerUser < 1 || callsPerUser > 100) {
      throw new IllegalArgumentException("callsPerUser is 1-100");
    }
  }
}
