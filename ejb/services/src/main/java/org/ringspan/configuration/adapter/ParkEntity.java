package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.ParkNumbers;

/** A range of park numbers. */
@Entity
@Table(name = "park_numbers")
class ParkEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  String name;

  @Column(name = "first_number")
  String firstNumber;

  @Column(name = "last_number")
  String lastNumber;

  String prefix;

  @Column(name = "partition_id")
  @Nullable Long partitionId;

  @Column(name = "reversion_ms")
  int reversionMillis;

  @Column(name = "revert_to")
  @Nullable String revertTo;

  @Column(name = "search_space_id")
  @Nullable Long searchSpaceId;

  @SuppressWarnings("NullAway.Init")
  protected ParkEntity() {}

  @SuppressWarnings("NullAway.Init")
  ParkEntity(long organisation, ParkNumbers range, DialPlanWriting.Ids dialPlan) {
    this.organisationId = organisation;
    this.name = range.name().value();
    this.firstNumber = range.first().digits();
    this.lastNumber = range.last().digits();
    this.prefix = range.prefix();
    this.partitionId = dialPlan.partition(range.partition());
    this.reversionMillis = Math.toIntExact(range.reversion().toMillis());
    this.revertTo = range.revertTo().orElse(null);
    this.searchSpaceId = dialPlan.space(range.searchSpace());
  }
}
