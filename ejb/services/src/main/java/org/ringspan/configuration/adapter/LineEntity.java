package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.E164Number;
import org.ringspan.configuration.Line;

/** A line of a user. */
@Entity
@Table(name = "phone_line")
class LineEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  @Column(name = "user_id")
  long userId;

  int position;
  String number;
  @Nullable String did;
  boolean voicemail;

  @Embedded ForwardColumns forwarding;

  @Column(name = "forward_space_id")
  @Nullable Long forwardSpaceId;

  @Column(name = "busy_trigger")
  int busyTrigger;

  @Column(name = "partition_id")
  @Nullable Long partitionId;

  @Column(name = "search_space_id")
  @Nullable Long searchSpaceId;

  @SuppressWarnings("NullAway.Init")
  protected LineEntity() {}

  /** Takes what the line is. */
  void set(long organisation, long owner, int position, Line line, DialPlanWriting.Ids dialPlan) {
    this.organisationId = organisation;
    this.userId = owner;
    this.position = position;
    this.number = line.number().digits();
    this.did = line.did().map(E164Number::value).orElse(null);
    this.voicemail = line.voicemail();
    this.forwarding = ForwardColumns.of(line.forwarding());
    this.busyTrigger = line.busyTrigger();
    this.partitionId = dialPlan.partition(line.place().partition());
    this.searchSpaceId = dialPlan.space(line.searchSpace());
    this.forwardSpaceId = dialPlan.space(line.forwarding().searchSpace());
  }
}
