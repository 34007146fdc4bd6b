package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.ringspan.configuration.DirectoryNumber;
import org.ringspan.configuration.E164Number;
import org.ringspan.configuration.GatewayName;
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

  @Column(name = "gateway_id")
  long gatewayId;

  @SuppressWarnings("NullAway.Init")
  protected VoicemailEntity() {}

  VoicemailEntity(OrganisationEntity organisation, Voicemail voicemail, GatewayEntity gateway) {
    this.organisationId = organisation.id;
    this.pilot = voicemail.pilot().digits();
    this.routedAs = voicemail.routedAs().value();
    this.gatewayId = gateway.id;
  }

  Voicemail toVoicemail(GatewayName gateway) {
    return new Voicemail(new DirectoryNumber(pilot), new E164Number(routedAs), gateway);
  }
}
