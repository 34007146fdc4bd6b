package org.ringspan.record.adapter;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.adapter.RecordHalf.End;
import org.ringspan.record.adapter.RecordHalf.Start;

/** The record of a call; either half may be missing yet. */
@Entity
@Table(name = "call_record")
class CallRecordEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "call_id")
  String call;

  String node;
  long run;

  @Column(name = "started_at")
  @Nullable Instant startedAt;

  @Nullable String called;

  @Column(name = "user_login")
  @Nullable String user;

  @Column(name = "caller_name")
  @Nullable String callerName;

  @Nullable String caller;

  @Column(name = "caller_private")
  @Nullable Boolean callerPrivate;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @Nullable String outcome;

  @Column(name = "answered_at")
  @Nullable Instant answeredAt;

  @Column(name = "answered_by")
  @Nullable String answeredBy;

  @Nullable Integer status;
  @Nullable String detail;

  @ElementCollection
  @CollectionTable(name = "call_record_leg", joinColumns = @JoinColumn(name = "call_record_id"))
  @OrderColumn(name = "position")
  List<CallRecordLegRow> legs = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  protected CallRecordEntity() {}

  CallRecordEntity(String call, String node, long run) {
    this.call = call;
    this.node = node;
    this.run = run;
  }

  /** Takes the first half, unless it is there already. */
  void start(Start half) {
    if (startedAt != null) {
      return;
    }
    startedAt = half.at();
    called = half.called();
    user = half.user().orElse(null);
    callerName = half.callerName();
    caller = half.callerNumber().orElse(null);
    callerPrivate = half.callerPrivate();
    half.legs().stream().map(CallRecordLegRow::of).forEach(legs::add);
  }

  /** Takes the second half, unless it is there already; it knows better than "interrupted". */
  void end(End half) {
    if (outcome != null && !Objects.equals(outcome, CallOutcome.INTERRUPTED.name())) {
      return;
    }
    endedAt = half.at();
    outcome = half.outcome();
    answeredAt = half.answeredAt().orElse(null);
    answeredBy = half.answeredBy().orElse(null);
    status = half.status();
    detail = half.detail();
  }
}
