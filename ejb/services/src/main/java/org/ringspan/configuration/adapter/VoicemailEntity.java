package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.Voicemail;

/** Where unanswered calls of an organisation go. */
@Entity
@Table(name = "voicemail_setting")
class VoicemailEntity {
  @Id
  @Column(name = "organisation_id")
  long organisationId;

  String pilot;

  /** Null: the mailboxes are ours. */
  @Column(name = "routed_as")
  @Nullable String routedAs;

  @Column(name = "trunk_id")
  @Nullable Long trunkId;

  @SuppressWarnings("NullAway.Init")
  protected VoicemailEntity() {}

  VoicemailEntity(long organisation, Voicemail voicemail, @Nullable Long trunkId) {
    this.organisationId = organisation;
    this.pilot = voicemail.pilot().digits();
    this.routedAs = voicemail.outside().map(it -> it.routedAs().value()).orElse(null);
    this.trunkId = trunkId;
  }

  Voicemail toVoicemail(Map<Long, TrunkName> trunks) {
    DirectoryNumber number = new DirectoryNumber(pilot);
    return routedAs == null || trunkId == null
        ? Voicemail.ours(number)
        : new Voicemail(number, new E164Number(routedAs), ConfigurationTables.of(trunks, trunkId));
  }
}
