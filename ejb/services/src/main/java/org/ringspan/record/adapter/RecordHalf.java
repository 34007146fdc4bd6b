package org.ringspan.record.adapter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ringspan.address.UserId;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallStarted;
import org.ringspan.record.LegCourse;

/**
 * What travels to the database, as flat as it lies there. Texts from the wire are cleaned and cut
 * here: a database refuses a NUL, and what it refuses would come back for ever.
 */
public sealed interface RecordHalf {
  /**
   * How the call began.
   *
   * @param originKind {@code TRUNK} or {@code DEVICE}
   * @param planned the legs, in the form of {@link RecordCodec}
   */
  record Start(
      String call,
      Instant at,
      String originKind,
      String originName,
      Optional<String> callingUser,
      String called,
      Optional<String> user,
      String callerName,
      Optional<String> callerNumber,
      boolean callerPrivate,
      Octets planned)
      implements RecordHalf {}

  /**
   * How the call ended.
   *
   * @param forwardedTo whom it was forwarded to, in that order, separated by a semicolon and a
   *     blank
   * @param story what happened, in the form of {@link StoryCodec}
   * @param members for which members of hunt groups it rang
   */
  record End(
      String call,
      Instant at,
      String outcome,
      Optional<Instant> ringingAt,
      Optional<Instant> answeredAt,
      Optional<String> answeredBy,
      Optional<String> forwardedTo,
      int status,
      String detail,
      List<LegCourse> legs,
      Octets story,
      List<Member> members)
      implements RecordHalf {
    public End {
      legs = List.copyOf(legs);
      members = List.copyOf(members);
    }

    /** Who of them took the call. */
    Optional<String> answeredByMember() {
      return members.stream().filter(Member::answered).map(Member::user).findFirst();
    }
  }

  /** A member of a hunt group for whom the call rang. */
  record Member(String user, String group, boolean answered) {}

  /** The server has started: what is open of its earlier runs was cut off. */
  record RunBegan() implements RecordHalf {}

  static RecordHalf of(CallStarted half) {
    CallerIdentity caller = half.caller();
    return new Start(
        half.call().value(),
        half.at(),
        half.origin() instanceof CallOrigin.FromDevice ? "DEVICE" : "TRUNK",
        switch (half.origin()) {
          case CallOrigin.FromDevice(var device) -> device.value();
          case CallOrigin.FromTrunk(var trunk) -> trunk.value();
        },
        half.callingUser().map(UserId::value),
        CleanText.of(half.called(), CleanText.LONGEST),
        half.calledUser().map(UserId::value),
        CleanText.of(caller.displayName(), CleanText.LONGEST),
        caller.number().map(number -> CleanText.of(number, CleanText.LONGEST)),
        caller.isPrivate(),
        new Octets(RecordCodec.legs(half.legs())));
  }

  static RecordHalf of(CallEnded half) {
    return new End(
        half.call().value(),
        half.at(),
        half.outcome().name(),
        half.ringingAt(),
        half.answeredAt(),
        half.answeredBy().map(name -> CleanText.of(name, CleanText.LONGEST)),
        forwardedTo(half),
        half.status(),
        CleanText.of(half.detail(), CleanText.LONGEST_DETAIL),
        half.legs(),
        new Octets(StoryCodec.encoded(half.ladder())),
        half.members().stream()
            .map(
                member ->
                    new Member(member.user().value(), member.group().value(), member.answered()))
            .toList());
  }

  /** The legs that were not planned when the call came, but added by its forwards. */
  private static Optional<String> forwardedTo(CallEnded half) {
    String chain =
        half.legs().stream()
            .filter(LegCourse::forwarded)
            .map(LegCourse::target)
            .distinct()
            .collect(Collectors.joining("; "));
    return chain.isEmpty() ? Optional.empty() : Optional.of(CleanText.of(chain, CleanText.LONGEST));
  }
}
