package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.AccessSettings;
import org.ringspan.configuration.CallerMatching;
import org.ringspan.configuration.FeatureCodes;
import org.ringspan.configuration.Language;
import org.ringspan.configuration.MidCallSettings;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.SessionControl;
import org.ringspan.configuration.UserControl;
import org.ringspan.configuration.VoicemailAvoidance;

/** What holds for single number reach in an organisation. */
@Entity
@Table(name = "reach_setting")
class ReachSettingEntity {
  @Id
  @Column(name = "organisation_id")
  long organisationId;

  /** None: callers are compared completely. */
  @Column(name = "matching_digits")
  @Nullable Integer matchingDigits;

  @Column(name = "inbound_space")
  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  ReachSettings.InboundSpace inboundSpace;

  @Column(name = "calls_per_user")
  int callsPerUser;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  VoicemailAvoidance avoidance;

  @Column(name = "prompt_after_ms")
  long promptAfterMillis;

  @Column(name = "confirm_within_ms")
  long confirmWithinMillis;

  @Column(name = "announce_caller")
  boolean announceCaller;

  @Column(name = "session_control")
  boolean sessionControl;

  @Column(name = "ring_all")
  boolean ringAll;

  @Column(name = "ignore_forward_all")
  boolean ignoreForwardAll;

  @Column(name = "mid_call")
  boolean midCall;

  @Column(name = "code_hold")
  String holdCode;

  @Column(name = "code_exclusive_hold")
  String exclusiveHoldCode;

  @Column(name = "code_resume")
  String resumeCode;

  @Column(name = "code_transfer")
  String transferCode;

  @Column(name = "code_conference")
  String conferenceCode;

  @Column(name = "code_handoff")
  String handoffCode;

  @Column(name = "code_mobility")
  @Nullable String mobilityCode;

  @Column(name = "between_keys_ms")
  int betweenKeysMillis;

  @Column(name = "feature_access_number")
  @Nullable String featureAccessNumber;

  /** With blanks between them. */
  @Column(name = "voice_access_numbers")
  String voiceAccessNumbers;

  @Column(name = "feature_access")
  boolean featureAccess;

  @Column(name = "voice_access")
  boolean voiceAccess;

  @Column(name = "access_hairpin")
  boolean accessHairpin;

  /** With blanks between them. */
  @Column(name = "blocked_numbers")
  String blockedNumbers;

  @Column(name = "voice_language")
  String voiceLanguage;

  @SuppressWarnings("NullAway.Init")
  protected ReachSettingEntity() {}

  ReachSettingEntity(long organisation, ReachSettings settings) {
    this.organisationId = organisation;
    this.matchingDigits =
        switch (settings.matchingCallerId()) {
          case CallerMatching.Complete() -> null;
          case CallerMatching.Partial(int digits) -> digits;
        };
    this.inboundSpace = settings.inboundSpace();
    this.callsPerUser = settings.callsPerUser();
    this.avoidance = settings.avoidance();
    this.promptAfterMillis = settings.userControl().promptAfter().toMillis();
    this.confirmWithinMillis = settings.userControl().confirmWithin().toMillis();
    this.announceCaller = settings.userControl().announceCaller();
    this.sessionControl = settings.sessionControl().on();
    this.ringAll = settings.sessionControl().ringAll();
    this.ignoreForwardAll = settings.sessionControl().ignoreForwardAll();
    this.midCall = settings.midCall().on();
    this.holdCode = settings.midCall().codes().hold();
    this.exclusiveHoldCode = settings.midCall().codes().exclusiveHold();
    this.resumeCode = settings.midCall().codes().resume();
    this.transferCode = settings.midCall().codes().transfer();
    this.conferenceCode = settings.midCall().codes().conference();
    this.handoffCode = settings.midCall().codes().handoff();
    this.mobilityCode = settings.midCall().codes().mobility().orElse(null);
    this.betweenKeysMillis = (int) settings.midCall().betweenKeys().toMillis();
    this.featureAccessNumber = settings.access().featureNumber().orElse(null);
    this.voiceAccessNumbers = String.join(" ", settings.access().voiceNumbers());
    this.featureAccess = settings.access().featureAccess();
    this.voiceAccess = settings.access().voiceAccess();
    this.accessHairpin = settings.access().hairpin();
    this.blockedNumbers = String.join(" ", settings.access().blockedNumbers());
    this.voiceLanguage = settings.language().tag();
  }

  ReachSettings toSettings() {
    Integer digits = matchingDigits;
    CallerMatching matching =
        digits == null ? new CallerMatching.Complete() : new CallerMatching.Partial(digits);
    return new ReachSettings(
        matching,
        inboundSpace,
        callsPerUser,
        avoidance,
        new UserControl(
            Duration.ofMillis(promptAfterMillis),
            Duration.ofMillis(confirmWithinMillis),
            announceCaller),
        new SessionControl(sessionControl, ringAll, ignoreForwardAll),
        new MidCallSettings(
            midCall,
            new FeatureCodes(
                holdCode,
                exclusiveHoldCode,
                resumeCode,
                transferCode,
                conferenceCode,
                handoffCode,
                Optional.ofNullable(mobilityCode)),
            Duration.ofMillis(betweenKeysMillis)),
        new AccessSettings(
            Optional.ofNullable(featureAccessNumber),
            numbers(voiceAccessNumbers),
            featureAccess,
            voiceAccess,
            accessHairpin,
            numbers(blockedNumbers)),
        Language.named(voiceLanguage));
  }

  private static List<String> numbers(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
  }
}
