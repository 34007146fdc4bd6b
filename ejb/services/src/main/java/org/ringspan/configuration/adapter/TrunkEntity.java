package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.trunk.Trunk;

/** A trunk; the first by position is the default. */
@Entity
@Table(name = "gateway")
class TrunkEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  int position;
  String name;
  String address;
  int port;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  Transport transport;

  @SuppressWarnings("NullAway.Init")
  protected TrunkEntity() {}

  TrunkEntity(OrganisationEntity organisation, int position, Trunk trunk) {
    this.organisationId = organisation.id;
    this.position = position;
    this.name = trunk.name().value();
    this.address = trunk.fixedPeers().getFirst().address().value();
    this.port = trunk.fixedPeers().getFirst().port();
    this.transport = trunk.transport();
  }

  Trunk toTrunk() {
    return Trunk.at(new TrunkName(name), address, port, transport);
  }
}
