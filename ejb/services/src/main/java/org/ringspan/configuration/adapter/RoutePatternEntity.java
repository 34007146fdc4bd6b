package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.RouteListName;
import org.ringspan.address.TrunkName;
import org.ringspan.dialplan.BlockCause;
import org.ringspan.dialplan.CallClass;
import org.ringspan.dialplan.NumberPattern;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.RoutePattern;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.dialplan.RouteTarget.Block;
import org.ringspan.dialplan.RouteTarget.ToRouteList;
import org.ringspan.dialplan.RouteTarget.ToTrunk;

/** A route pattern. It has a route list, a trunk or a cause for which it blocks. */
@Entity
@Table(name = "route_pattern")
class RoutePatternEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  int position;

  @Column(name = "partition_id")
  long partitionId;

  String pattern;

  @Column(name = "route_list")
  @Nullable String routeList;

  @Nullable String trunk;

  @Column(name = "block_cause")
  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Nullable BlockCause blockCause;

  boolean urgent;

  @Column(name = "call_class")
  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  CallClass callClass;

  @Column(name = "off_net")
  boolean offNet;

  @Embedded CalledChangeRow called;
  @Embedded CallingChangeRow calling;

  @SuppressWarnings("NullAway.Init")
  protected RoutePatternEntity() {}

  void set(long organisationId, int position, long partitionId, RoutePattern route) {
    this.routeList = null;
    this.trunk = null;
    this.blockCause = null;
    this.organisationId = organisationId;
    this.position = position;
    this.partitionId = partitionId;
    this.pattern = route.pattern().toString();
    switch (route.target()) {
      case ToRouteList(RouteListName list) -> this.routeList = list.value();
      case ToTrunk(TrunkName name) -> this.trunk = name.value();
      case Block(BlockCause cause) -> this.blockCause = cause;
    }
    this.urgent = route.urgent();
    this.callClass = route.callClass();
    this.offNet = route.offNet();
    this.called = CalledChangeRow.of(route.called());
    this.calling = CallingChangeRow.of(route.calling());
  }

  RoutePattern toPattern(PartitionName partition) {
    return new RoutePattern(
        NumberPattern.of(pattern),
        partition,
        target(),
        urgent,
        callClass,
        offNet,
        called.toChange(),
        calling.toChange());
  }

  private RouteTarget target() {
    if (routeList != null) {
      return new ToRouteList(new RouteListName(routeList));
    }
    if (trunk != null) {
      return new ToTrunk(new TrunkName(trunk));
    }
    if (blockCause != null) {
      return new Block(blockCause);
    }
    throw new IllegalStateException("route pattern " + id + " leads nowhere and blocks nothing");
  }
}
