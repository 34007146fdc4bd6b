package org.ringspan.record.adapter;

import static java.util.stream.Collectors.toMap;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.adapter.RecordHalf.End;
import org.ringspan.record.adapter.RecordHalf.RunBegan;
import org.ringspan.record.adapter.RecordHalf.Start;

/**
 * Writes batches into the database. Writing one twice changes nothing, and halves join in any
 * order.
 */
final class CallRecordTable {
  private final EntityManager tables;

  CallRecordTable(EntityManager tables) {
    this.tables = tables;
  }

  /** Writes the batch in the caller's transaction. */
  void write(RecordBatch batch) {
    Map<String, CallRecordEntity> records = existing(batch.halves());
    for (RecordHalf half : batch.halves()) {
      switch (half) {
        case Start start -> of(start.call(), batch, records).start(start);
        case End end -> of(end.call(), batch, records).end(end);
        case RunBegan() -> closeEarlierRuns(batch);
      }
    }
    tables.flush();
    tables.clear();
  }

  private Map<String, CallRecordEntity> existing(List<RecordHalf> halves) {
    List<String> calls = halves.stream().flatMap(CallRecordTable::call).distinct().toList();
    return calls.isEmpty()
        ? new java.util.HashMap<>()
        : tables
            .createQuery(
                "select r from CallRecordEntity r where r.call in :calls", CallRecordEntity.class)
            .setParameter("calls", calls)
            .getResultStream()
            .collect(
                toMap(
                    row -> row.call,
                    Function.identity(),
                    (one, other) -> one,
                    java.util.HashMap::new));
  }

  private static Stream<String> call(RecordHalf half) {
    return switch (half) {
      case Start start -> Stream.of(start.call());
      case End end -> Stream.of(end.call());
      case RunBegan() -> Stream.empty();
    };
  }

  private CallRecordEntity of(
      String call, RecordBatch batch, Map<String, CallRecordEntity> records) {
    return records.computeIfAbsent(
        call,
        unused -> {
          CallRecordEntity row = new CallRecordEntity(call, batch.node(), batch.run());
          tables.persist(row);
          return row;
        });
  }

  // When they ended is unknown: before this run began.
  private void closeEarlierRuns(RecordBatch batch) {
    tables.flush();
    tables
        .createQuery(
            "update CallRecordEntity r set r.outcome = :interrupted, r.detail = :detail,"
                + " r.endedAt = :began"
                + " where r.node = :node and r.run < :run and r.outcome is null")
        .setParameter("interrupted", CallOutcome.INTERRUPTED.name())
        .setParameter("detail", "the server stopped while the call lived")
        .setParameter("began", Instant.ofEpochMilli(batch.run()))
        .setParameter("node", batch.node())
        .setParameter("run", batch.run())
        .executeUpdate();
  }
}
