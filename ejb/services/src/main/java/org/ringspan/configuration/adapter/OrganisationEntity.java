package org.ringspan.configuration.adapter;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A company. Its domain is the realm of its devices' passwords and never changes. */
@Entity
@Table(name = "organisation")
class OrganisationEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  String domain;

  @SuppressWarnings("NullAway.Init")
  protected OrganisationEntity() {}

  OrganisationEntity(String domain) {
    this.domain = domain;
  }
}
