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
import org.ringspan.configuration.Gateway;
import org.ringspan.configuration.GatewayName;
import org.ringspan.configuration.Transport;

/** A trunk; the first by position is the default. */
@Entity
@Table(name = "gateway")
class GatewayEntity {
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
  protected GatewayEntity() {}

  GatewayEntity(OrganisationEntity organisation, int position, Gateway gateway) {
    this.organisationId = organisation.id;
    this.position = position;
    this.name = gateway.name().value();
    this.address = gateway.address();
    this.port = gateway.port();
    this.transport = gateway.transport();
  }

  Gateway toGateway() {
    return new Gateway(new GatewayName(name), address, port, transport);
  }
}
