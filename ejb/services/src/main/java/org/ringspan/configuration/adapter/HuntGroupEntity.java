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
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.E164Number;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.HuntTarget;

/** A hunt group. */
@Entity
@Table(name = "hunt_group")
class HuntGroupEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  String name;
  String number;
  @Nullable String did;

  @Column(name = "partition_id")
  @Nullable Long partitionId;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  HuntGroup.Algorithm algorithm;

  @Column(name = "ring_ms")
  int ringMillis;

  boolean mobiles;

  @Column(name = "forward_to")
  @Nullable String forwardTo;

  @Column(name = "mailbox_line_id")
  @Nullable Long mailboxLineId;

  @Column(name = "search_space_id")
  @Nullable Long searchSpaceId;

  @ElementCollection
  @CollectionTable(name = "hunt_group_member", joinColumns = @JoinColumn(name = "hunt_group_id"))
  @OrderColumn(name = "position")
  List<HuntMemberRow> members = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  protected HuntGroupEntity() {}

  /**
   * @param lines the rows of lines by their numbers
   */
  @SuppressWarnings("NullAway.Init")
  HuntGroupEntity(
      long organisation, HuntGroup group, DialPlanWriting.Ids dialPlan, Map<String, Long> lines) {
    this.organisationId = organisation;
    this.name = group.name().value();
    this.number = group.number().digits();
    this.did = group.did().map(E164Number::value).orElse(null);
    this.partitionId = dialPlan.partition(group.partition());
    this.algorithm = group.algorithm();
    this.ringMillis = Math.toIntExact(group.ringFor().toMillis());
    this.mobiles = group.mobiles();
    switch (group.then().orElse(null)) {
      case null -> {}
      case HuntTarget.ToNumber(var to) -> this.forwardTo = to;
      case HuntTarget.ToMailbox(var line) -> this.mailboxLineId = Rows.id(lines, line.digits());
    }
    this.searchSpaceId = dialPlan.space(group.searchSpace());
    for (HuntGroup.Member member : group.members()) {
      members.add(
          new HuntMemberRow(
              Rows.id(lines, member.line().digits()),
              member.loggedIn(),
              member.ringFor().map(time -> Math.toIntExact(time.toMillis())).orElse(null)));
    }
  }
}
