package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.MailAddress;
import org.ringspan.configuration.Language;
import org.ringspan.configuration.MailWishes;
import org.ringspan.identity.Role;
import org.ringspan.identity.adapter.PasswordHash;

/** A person. */
@Entity
@Table(name = "app_user")
class UserEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  String login;
  String name;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  Role role;

  boolean mobility;

  @Column(name = "declines_everywhere")
  boolean declinesEverywhere;

  @Column(name = "desk_pickup_ms")
  int deskPickupMillis;

  @Column(name = "voice_access")
  boolean voiceAccess;

  @Column(name = "mail_address")
  @Nullable String mailAddress;

  @Column(name = "mail_new_messages")
  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  MailWishes.NewMessages mailNewMessages;

  @Column(name = "mail_marks_heard")
  boolean mailMarksHeard;

  @Column(name = "mail_missed_calls")
  boolean mailMissedCalls;

  /** None: the company's. */
  @Column(name = "voice_language")
  @Nullable String voiceLanguage;

  @Column(name = "pin_hash")
  @Nullable String pinHash;

  @Column(name = "pin_salt")
  @Nullable String pinSalt;

  @Column(name = "pin_iterations")
  @Nullable Integer pinIterations;

  @Column(name = "password_hash")
  @Nullable String passwordHash;

  @Column(name = "password_salt")
  @Nullable String passwordSalt;

  @Column(name = "password_iterations")
  @Nullable Integer passwordIterations;

  /** Whether the user may log in. */
  boolean enabled;

  @CreationTimestamp
  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @UpdateTimestamp
  @Column(name = "modified_at")
  Instant modifiedAt;

  @SuppressWarnings("NullAway.Init")
  protected UserEntity() {}

  /** Takes what the user is; the password and the PIN stay. */
  void set(long organisation, ConfigurationDocument.Person person) {
    this.organisationId = organisation;
    this.login = person.id().value();
    this.name = person.user().name();
    this.mobility = person.user().mobility();
    this.declinesEverywhere = person.user().declinesEverywhere();
    this.deskPickupMillis = (int) person.user().deskPickup().toMillis();
    this.voiceAccess = person.user().voiceAccess();
    MailWishes mail = person.user().mail();
    this.mailAddress = mail.address().map(MailAddress::value).orElse(null);
    this.mailNewMessages = mail.newMessages();
    this.mailMarksHeard = mail.marksHeard();
    this.mailMissedCalls = mail.missedCalls();
    this.voiceLanguage = person.user().language().map(Language::tag).orElse(null);
    this.role = person.role();
    this.enabled = person.enabled();
  }

  /** Takes a new password. */
  void password(PasswordHash hash) {
    this.passwordHash = hash.hash();
    this.passwordSalt = hash.salt();
    this.passwordIterations = hash.iterations();
  }

  /** Takes a new PIN. */
  void pin(PasswordHash hash) {
    this.pinHash = hash.hash();
    this.pinSalt = hash.salt();
    this.pinIterations = hash.iterations();
  }
}
