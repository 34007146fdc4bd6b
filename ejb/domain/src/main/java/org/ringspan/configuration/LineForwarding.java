package org.ringspan.configuration;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.ringspan.dialplan.SearchSpaceName;

/**
 * Where the calls of a line go that it doesn't take itself.
 *
 * @param targets by condition; a condition without a target leaves the call where it is
 * @param noAnswerAfter how long all phones ring before the no-answer target takes the call, also
 *     when no phone is registered: 0 to 300 s (default 20 s)
 * @param searchSpace in which the numbers of targets are dialled; absent: that of phones
 */
public record LineForwarding(
    Map<ForwardCondition, ForwardTarget> targets,
    Duration noAnswerAfter,
    Optional<SearchSpaceName> searchSpace) {
  /** The default of the no-answer timer. */
  public static final Duration DEFAULT_NO_ANSWER_AFTER = Duration.ofSeconds(20);

  /** More than any call rings. */
  public static final Duration LONGEST_NO_ANSWER_AFTER = Duration.ofSeconds(300);

  /** Nothing is forwarded. */
  public static final LineForwarding NONE = after(DEFAULT_NO_ANSWER_AFTER);

  /**
   * @throws IllegalArgumentException when the timer is out of its range
   */
  public LineForwarding {
    targets = Map.copyOf(targets);
    if (noAnswerAfter.isNegative() || noAnswerAfter.compareTo(LONGEST_NO_ANSWER_AFTER) > 0) {
      throw new IllegalArgumentException("forwardNoAnswer is 0-300000 ms");
    }
  }

  /** Nothing is forwarded; this is the timer for when something is. */
  public static LineForwarding after(Duration noAnswerAfter) {
    return new LineForwarding(Map.of(), noAnswerAfter, Optional.empty());
  }

  /** Busy and no answer, from inside and outside, to the mailbox: the usual line. */
  public static LineForwarding toVoicemail(Duration noAnswerAfter) {
    ForwardTarget mailbox = new ForwardTarget.ToVoicemail();
    Map<ForwardCondition, ForwardTarget> targets = new EnumMap<>(ForwardCondition.class);
    targets.put(ForwardCondition.BUSY_INTERNAL, mailbox);
    targets.put(ForwardCondition.BUSY_EXTERNAL, mailbox);
    targets.put(ForwardCondition.NO_ANSWER_INTERNAL, mailbox);
    targets.put(ForwardCondition.NO_ANSWER_EXTERNAL, mailbox);
    return new LineForwarding(targets, noAnswerAfter, Optional.empty());
  }

  public Optional<ForwardTarget> target(ForwardCondition condition) {
    return Optional.ofNullable(targets.get(condition));
  }

  /** Where a call goes when everybody is busy. */
  public Optional<ForwardTarget> busy(boolean fromInside) {
    return target(fromInside ? ForwardCondition.BUSY_INTERNAL : ForwardCondition.BUSY_EXTERNAL);
  }

  /** Where a call goes when nobody answers. */
  public Optional<ForwardTarget> noAnswer(boolean fromInside) {
    return target(
        fromInside ? ForwardCondition.NO_ANSWER_INTERNAL : ForwardCondition.NO_ANSWER_EXTERNAL);
  }

  /** Where a call goes that can ring nobody. */
  public Optional<ForwardTarget> notRegistered(boolean fromInside) {
    return target(ForwardCondition.NOT_REGISTERED).or(() -> noAnswer(fromInside));
  }
}
