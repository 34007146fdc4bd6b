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
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.AccessList;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.VoicemailAvoidance;

/** A remote destination of a user with its access list and ring schedule. */
@Entity
@Table(name = "remote_destination")
class RemoteDestinationEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "user_id")
  long userId;

  int position;
  String number;

  /** The dual-mode telephone it belongs to; none: the profile. */
  @Column(name = "device_id")
  @Nullable Long deviceId;

  String name;

  @Column(name = "mobile_phone")
  boolean mobilePhone;

  @Column(name = "single_number_reach")
  boolean singleNumberReach;

  @Column(name = "delay_before_ringing_ms")
  long delayBeforeRingingMillis;

  @Column(name = "answer_too_soon_ms")
  long answerTooSoonMillis;

  @Column(name = "answer_too_late_ms")
  long answerTooLateMillis;

  /** None: as the domain has it. */
  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Nullable VoicemailAvoidance avoidance;

  @Column(name = "access_list_kind")
  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  AccessList.@Nullable Kind accessListKind;

  @Column(name = "ring_time_zone")
  @Nullable String ringTimeZone;

  @ElementCollection
  @CollectionTable(
      name = "access_list_member",
      joinColumns = @JoinColumn(name = "remote_destination_id"))
  @OrderColumn(name = "position")
  @Fetch(FetchMode.SUBSELECT)
  List<AccessListRow> accessList = new ArrayList<>();

  @ElementCollection
  @CollectionTable(name = "ring_period", joinColumns = @JoinColumn(name = "remote_destination_id"))
  @OrderColumn(name = "position")
  @Fetch(FetchMode.SUBSELECT)
  List<RingPeriodRow> ringPeriods = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  protected RemoteDestinationEntity() {}

  RemoteDestinationEntity(long owner, int position, RemoteDestination destination) {
    this.userId = owner;
    this.position = position;
    this.number = destination.number().value();
    this.name = destination.name();
    this.mobilePhone = destination.mobilePhone();
    this.singleNumberReach = destination.singleNumberReach();
    this.delayBeforeRingingMillis = destination.timers().delayBeforeRinging().toMillis();
    this.answerTooSoonMillis = destination.timers().answerTooSoon().toMillis();
    this.answerTooLateMillis = destination.timers().answerTooLate().toMillis();
    this.avoidance = destination.avoidance().orElse(null);
    destination
        .accessList()
        .ifPresent(
            list -> {
              this.accessListKind = list.kind();
              list.members().stream().map(AccessListRow::of).sorted().forEach(accessList::add);
            });
    destination
        .ringSchedule()
        .ifPresent(
            schedule -> {
              this.ringTimeZone = schedule.timeZone().getId();
              schedule.periods().stream().map(RingPeriodRow::of).forEach(ringPeriods::add);
            });
  }
}
