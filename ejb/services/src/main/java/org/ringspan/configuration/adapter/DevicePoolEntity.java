package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.ringspan.trunk.DevicePool;

/** What devices and trunks of one place have in common. */
@Entity
@Table(name = "device_pool")
class DevicePoolEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  String name;

  @Column(name = "local_route_group_id")
  @Nullable Long localRouteGroupId;

  @SuppressWarnings("NullAway.Init")
  protected DevicePoolEntity() {}

  /** The local route group is entered later: groups, trunks and pools refer to each other. */
  void set(long organisation, DevicePool pool) {
    this.organisationId = organisation;
    this.name = pool.name().value();
  }
}
