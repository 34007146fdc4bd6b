package org.ringspan.configuration.adapter;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.ringspan.trunk.RouteGroup;

/** A group of trunks. */
@Entity
@Table(name = "route_group")
class RouteGroupEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  String name;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  RouteGroup.Distribution distribution;

  @ElementCollection
  @CollectionTable(name = "route_group_trunk", joinColumns = @JoinColumn(name = "route_group_id"))
  @OrderColumn(name = "position")
  @Column(name = "trunk_id")
  @Fetch(FetchMode.SUBSELECT)
  List<Long> trunkIds = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  protected RouteGroupEntity() {}

  /** Takes what the group is, but for its trunks. */
  void set(long organisation, RouteGroup group) {
    this.organisationId = organisation;
    this.name = group.name().value();
    this.distribution = group.distribution();
  }
}
