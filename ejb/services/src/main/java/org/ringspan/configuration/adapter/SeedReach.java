package org.ringspan.configuration.adapter;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.configuration.AccessList;
import org.ringspan.configuration.AccessSettings;
import org.ringspan.configuration.CallerMatching;
import org.ringspan.configuration.FeatureCodes;
import org.ringspan.configuration.ForwardCondition;
import org.ringspan.configuration.ForwardTarget;
import org.ringspan.configuration.Language;
import org.ringspan.configuration.LineForwarding;
import org.ringspan.configuration.MidCallSettings;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.ReachSettings.InboundSpace;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.RingSchedule;
import org.ringspan.configuration.RingSchedule.Period;
import org.ringspan.configuration.SessionControl;
import org.ringspan.configuration.UserControl;
import org.ringspan.configuration.VoicemailAvoidance;
import org.ringspan.dialplan.SearchSpaceName;

/**
 * Reads the part {@code reach} of a seed document, and what users and lines say of single number
 * reach: profiles, remote destinations and forwards.
 */
final class SeedReach {
  /** What stands where a default is not wanted. */
  private static final String NONE = "none";

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

  private SeedReach() {}

  /** What holds in the whole domain; without the part the design guide's defaults. */
  static ReachSettings settings(StrictObject document) {
    return document.optional("reach", SeedReach::reach).orElse(ReachSettings.DEFAULT);
  }

  /** The part itself. */
  static ReachSettings reach(StrictObject json) {
    return new ReachSettings(
        matching(json),
        json.optionalValue(
                "inboundSearchSpace", text -> SeedDialPlan.constant(InboundSpace.values(), text))
            .orElse(ReachSettings.DEFAULT.inboundSpace()),
        json.number("callsPerUser", ReachSettings.DEFAULT.callsPerUser()),
        avoidance(json).orElse(ReachSettings.DEFAULT.avoidance()),
        new UserControl(
            json.milliseconds("promptAfter", UserControl.DEFAULT.promptAfter()),
            json.milliseconds("confirmWithin", UserControl.DEFAULT.confirmWithin()),
            json.flag("announceCaller", UserControl.DEFAULT.announceCaller())),
        new SessionControl(
            json.flag("sessionControl", SessionControl.DEFAULT.on()),
            json.flag("ringAllSharedLines", SessionControl.DEFAULT.ringAll()),
            json.flag("ignoreForwardAll", SessionControl.DEFAULT.ignoreForwardAll())),
        midCall(json),
        json.optional("access", SeedReach::access).orElse(AccessSettings.DEFAULT),
        json.optionalValue("language", Language::named).orElse(Language.USUAL));
  }

  private static AccessSettings access(StrictObject json) {
    AccessSettings usual = AccessSettings.DEFAULT;
    return new AccessSettings(
        json.optionalText("featureAccessNumber"),
        json.texts("voiceAccessNumbers", number -> number),
        json.flag("featureAccess", usual.featureAccess()),
        json.flag("voiceAccess", usual.voiceAccess()),
        json.flag("hairpin", usual.hairpin()),
        json.texts("blockedNumbers", number -> number));
  }

  private static MidCallSettings midCall(StrictObject json) {
    MidCallSettings usual = MidCallSettings.DEFAULT;
    return new MidCallSettings(
        json.flag("midCallFeatures", usual.on()),
        json.optional("featureCodes", SeedReach::codes).orElse(usual.codes()),
        json.milliseconds("betweenKeys", usual.betweenKeys()));
  }

  private static FeatureCodes codes(StrictObject json) {
    FeatureCodes usual = FeatureCodes.DEFAULT;
    String hold = json.optionalText("hold").orElse(usual.hold());
    String exclusiveHold = json.optionalText("exclusiveHold").orElse(usual.exclusiveHold());
    String resume = json.optionalText("resume").orElse(usual.resume());
    String transfer = json.optionalText("transfer").orElse(usual.transfer());
    String conference = json.optionalText("conference").orElse(usual.conference());
    String handoff = json.optionalText("handoff").orElse(usual.handoff());
    List<String> others = List.of(hold, exclusiveHold, resume, transfer, conference, handoff);
    return new FeatureCodes(
        hold,
        exclusiveHold,
        resume,
        transfer,
        conference,
        handoff,
        // Where another feature has the usual code already there is no such key.
        json.optionalText("mobility")
            .or(() -> usual.mobility().filter(code -> !others.contains(code))));
  }

  private static Optional<VoicemailAvoidance> avoidance(StrictObject json) {
    return json.optionalValue(
        "voicemailAvoidance", text -> SeedDialPlan.constant(VoicemailAvoidance.values(), text));
  }

  private static CallerMatching matching(StrictObject json) {
    boolean partial =
        json.optionalValue(
                "callerMatching",
                text ->
                    switch (text) {
                      case "complete" -> false;
                      case "partial" -> true;
                      default -> throw new IllegalArgumentException("must be complete or partial");
                    })
            .orElse(false);
    if (partial) {
      return new CallerMatching.Partial(json.number("callerMatchingDigits"));
    }
    if (json.has("callerMatchingDigits")) {
      throw new IllegalArgumentException("callerMatchingDigits belongs to callerMatching partial");
    }
    return new CallerMatching.Complete();
  }

  /** The profile of a user: one that shares all lines unless the document says otherwise. */
  static Optional<RemoteDestinationProfile> profile(StrictObject user) {
    if (user.says("remoteDestinationProfile", NONE)) {
      return Optional.empty();
    }
    return Optional.of(
        user.optional(
                "remoteDestinationProfile",
                json ->
                    new RemoteDestinationProfile(
                        json.has("lines")
                            ? Optional.of(distinct(json.texts("lines", DirectoryNumber::new)))
                            : Optional.empty(),
                        json.optionalValue("searchSpace", SearchSpaceName::new),
                        json.optionalValue("reroutingSearchSpace", SearchSpaceName::new),
                        json.optionalValue("devicePool", DevicePoolName::new),
                        json.optionalText("userHoldSource"),
                        json.optionalText("networkHoldSource")))
            .orElse(RemoteDestinationProfile.OF_ALL_LINES));
  }

  private static List<DirectoryNumber> distinct(List<DirectoryNumber> lines) {
    if (Set.copyOf(lines).size() < lines.size()) {
      throw new IllegalArgumentException("lines names a line twice");
    }
    return lines;
  }

  /**
   * Where a line forwards. What the part {@code forwarding} leaves out is as without it: busy and
   * unanswered calls go to the mailbox if the line has one.
   */
  static LineForwarding forwarding(StrictObject line, boolean voicemail, Duration noAnswerAfter) {
    LineForwarding usual =
        voicemail ? LineForwarding.toVoicemail(noAnswerAfter) : LineForwarding.after(noAnswerAfter);
    return line.optional("forwarding", json -> forwarding(json, usual)).orElse(usual);
  }

  private static LineForwarding forwarding(StrictObject json, LineForwarding usual) {
    Map<ForwardCondition, ForwardTarget> targets = new EnumMap<>(ForwardCondition.class);
    targets.putAll(usual.targets());
    set(json, "all", targets, ForwardCondition.ALL);
    set(json, "busy", targets, ForwardCondition.BUSY_INTERNAL, ForwardCondition.BUSY_EXTERNAL);
    set(json, "busyInternal", targets, ForwardCondition.BUSY_INTERNAL);
    set(json, "busyExternal", targets, ForwardCondition.BUSY_EXTERNAL);
    set(
        json,
        "noAnswer",
        targets,
        ForwardCondition.NO_ANSWER_INTERNAL,
        ForwardCondition.NO_ANSWER_EXTERNAL);
    set(json, "noAnswerInternal", targets, ForwardCondition.NO_ANSWER_INTERNAL);
    set(json, "noAnswerExternal", targets, ForwardCondition.NO_ANSWER_EXTERNAL);
    set(json, "notRegistered", targets, ForwardCondition.NOT_REGISTERED);
    return new LineForwarding(
        targets, usual.noAnswerAfter(), json.optionalValue("searchSpace", SearchSpaceName::new));
  }

  private static void set(
      StrictObject json,
      String name,
      Map<ForwardCondition, ForwardTarget> targets,
      ForwardCondition... conditions) {
    Optional<Optional<ForwardTarget>> said = json.optionalValue(name, SeedReach::target);
    for (ForwardCondition condition : conditions) {
      said.ifPresent(
          target ->
              target.ifPresentOrElse(
                  to -> targets.put(condition, to), () -> targets.remove(condition)));
    }
  }

  private static Optional<ForwardTarget> target(String text) {
    return switch (text) {
      case NONE -> Optional.empty();
      case "voicemail" -> Optional.of(new ForwardTarget.ToVoicemail());
      default -> Optional.of(new ForwardTarget.ToNumber(text));
    };
  }

  /** A remote destination of a user: of the profile, or of the dual-mode telephone it names. */
  static RemoteDestination remoteDestination(StrictObject json) {
    return new RemoteDestination(
        json.value("number", DestinationNumber::new),
        json.text("name"),
        attachment(json),
        json.flag("mobilePhone", true),
        json.flag("singleNumberReach", true),
        new ReachTimers(
            json.milliseconds("delayBeforeRinging", ReachTimers.DEFAULT.delayBeforeRinging()),
            json.milliseconds("answerTooSoon", ReachTimers.DEFAULT.answerTooSoon()),
            json.milliseconds("answerTooLate", ReachTimers.DEFAULT.answerTooLate())),
        json.optional("accessList", SeedReach::accessList),
        json.optional("ringSchedule", SeedReach::ringSchedule),
        avoidance(json));
  }

  private static RemoteDestination.Attachment attachment(StrictObject json) {
    return json.optionalValue("device", DeviceName::new)
        .<RemoteDestination.Attachment>map(RemoteDestination.ToDevice::new)
        .orElseGet(RemoteDestination.ToProfile::new);
  }

  private static AccessList accessList(StrictObject json) {
    return new AccessList(
        json.value(
            "kind",
            text ->
                switch (text) {
                  case "allowed" -> AccessList.Kind.ALLOWED;
                  case "blocked" -> AccessList.Kind.BLOCKED;
                  default -> throw new IllegalArgumentException("must be allowed or blocked");
                }),
        new HashSet<>(json.texts("members", SeedReach::member)));
  }

  private static AccessList.Member member(String text) {
    return switch (text) {
      case "not available" -> new AccessList.NotAvailable();
      case "private" -> new AccessList.Private();
      default -> new AccessList.NumberMask(text);
    };
  }

  private static RingSchedule ringSchedule(StrictObject json) {
    return new RingSchedule(
        json.value("timeZone", ZoneId::of), json.objects("periods", SeedReach::period));
  }

  private static Period period(StrictObject json) {
    Set<DayOfWeek> days = json.texts("days", SeedReach::day).stream().collect(toUnmodifiableSet());
    if (days.isEmpty()) {
      throw new IllegalArgumentException("days must name at least one day");
    }
    return new Period(days, json.value("from", SeedReach::time), json.value("to", SeedReach::time));
  }

  private static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().equals(text)) {
        return day;
      }
    }
    throw new IllegalArgumentException("must be MONDAY to SUNDAY");
  }

  private static LocalTime time(String text) {
    if (!TIME.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a time of day like 08:00");
    }
    return LocalTime.parse(text);
  }
}
