package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.ringspan.dialplan.PartitionName;

/** A partition of an organisation. */
@Entity
@Table(name = "dial_partition")
class PartitionEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  int position;
  String name;

  @SuppressWarnings("NullAway.Init")
  protected PartitionEntity() {}

  void set(long organisationId, int position, PartitionName name) {
    this.organisationId = organisationId;
    this.position = position;
    this.name = name.value();
  }

  PartitionName toName() {
    return new PartitionName(name);
  }
}
