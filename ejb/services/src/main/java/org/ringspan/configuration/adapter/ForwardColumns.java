package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.ForwardCondition;
import org.ringspan.configuration.ForwardTarget;
import org.ringspan.configuration.LineForwarding;
import org.ringspan.dialplan.SearchSpaceName;

/** Where a line forwards on each condition: a number as it is dialled, or {@code VOICEMAIL}. */
@Embeddable
record ForwardColumns(
    @Column(name = "forward_all") @Nullable String all,
    @Column(name = "forward_busy_internal") @Nullable String busyInternal,
    @Column(name = "forward_busy_external") @Nullable String busyExternal,
    @Column(name = "forward_no_answer_internal") @Nullable String noAnswerInternal,
    @Column(name = "forward_no_answer_external") @Nullable String noAnswerExternal,
    @Column(name = "forward_not_registered") @Nullable String notRegistered,
    @Column(name = "forward_no_answer_ms") long noAnswerMillis) {
  private static final String VOICEMAIL = "VOICEMAIL";

  static ForwardColumns of(LineForwarding forwarding) {
    return new ForwardColumns(
        column(forwarding, ForwardCondition.ALL),
        column(forwarding, ForwardCondition.BUSY_INTERNAL),
        column(forwarding, ForwardCondition.BUSY_EXTERNAL),
        column(forwarding, ForwardCondition.NO_ANSWER_INTERNAL),
        column(forwarding, ForwardCondition.NO_ANSWER_EXTERNAL),
        column(forwarding, ForwardCondition.NOT_REGISTERED),
        forwarding.noAnswerAfter().toMillis());
  }

  LineForwarding toForwarding(Optional<SearchSpaceName> searchSpace) {
    Map<ForwardCondition, ForwardTarget> targets = new EnumMap<>(ForwardCondition.class);
    for (ForwardCondition condition : ForwardCondition.values()) {
      String target = column(condition);
      if (target != null) {
        targets.put(condition, target(target));
      }
    }
    return new LineForwarding(targets, Duration.ofMillis(noAnswerMillis), searchSpace);
  }

  private @Nullable String column(ForwardCondition condition) {
    return switch (condition) {
      case ALL -> all;
      case BUSY_INTERNAL -> busyInternal;
      case BUSY_EXTERNAL -> busyExternal;
      case NO_ANSWER_INTERNAL -> noAnswerInternal;
      case NO_ANSWER_EXTERNAL -> noAnswerExternal;
      case NOT_REGISTERED -> notRegistered;
    };
  }

  private static @Nullable String column(LineForwarding forwarding, ForwardCondition condition) {
    return forwarding
        .target(condition)
        .map(
            target ->
                switch (target) {
                  case ForwardTarget.ToVoicemail() -> VOICEMAIL;
                  case ForwardTarget.ToNumber(var number) -> number;
                })
        .orElse(null);
  }

  private static ForwardTarget target(String column) {
    return column.equals(VOICEMAIL)
        ? new ForwardTarget.ToVoicemail()
        : new ForwardTarget.ToNumber(column);
  }
}
