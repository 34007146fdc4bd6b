package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What holds in an organisation's dial plan where nothing else is said. */
@Entity
@Table(name = "dial_plan_setting")
class DialPlanSettingEntity {
  @Id
  @Column(name = "organisation_id")
  long organisationId;

  @Column(name = "outside_prefix")
  @Nullable String outsidePrefix;

  @Column(name = "phone_space_id")
  @Nullable Long phoneSpaceId;

  @Column(name = "trunk_space_id")
  @Nullable Long trunkSpaceId;

  @Column(name = "rerouting_space_id")
  @Nullable Long reroutingSpaceId;

  @Column(name = "line_partition_id")
  @Nullable Long linePartitionId;

  protected DialPlanSettingEntity() {}

  DialPlanSettingEntity(long organisationId) {
    this.organisationId = organisationId;
  }
}
