package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
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

  @Column(name = "routed_as")
  String routedAs;

  @Column(name = "trunk_id")
  long trunkId;

  @SuppressWarnings("NullAway.Init")
  protected VoicemailEntity() {}

  VoicemailEntity(long organisation, Voicemail voicemail, long trunkId) {
    this.organisationId = organisation;
    this.pilot = voicemail.pilot().digits();
    this.routedAs = voicemail.routedAs().value();
    this.trunkId = trunkId;
  }

  Voicemail toVoicemail(TrunkName trunk) {
    return new Voicemail(new DirectoryNumber(pilot), new E164Number(routedAs), trunk);
  }
}
